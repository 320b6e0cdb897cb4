import sys
from heapq import heappop, heappush


def main():
    lines = sys.stdin.read().split("\n")
    n, k = map(int, lines[0].split())
    sizes = list(map(int, lines[1 : n + 1]))
    heap = []
    gone = set()
    out = []

    for now, size in enumerate(sizes):
        if now >= k:
            gone.add(sizes[now - k])
        heappush(heap, -size)
        while len(heap) > 1 and -heap[0] in gone:
            heappop(heap)
        out.append(-heap[0])
    print("\n".join(map(str, out)))


main()
