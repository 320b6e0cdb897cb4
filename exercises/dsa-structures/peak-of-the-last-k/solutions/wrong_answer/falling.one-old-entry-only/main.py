import sys
from heapq import heappop, heappush


def main():
    lines = sys.stdin.read().split("\n")
    n, k = map(int, lines[0].split())
    sizes = list(map(int, lines[1 : n + 1]))
    heap = []
    out = []

    for now, size in enumerate(sizes):
        heappush(heap, (-size, now))
        if heap[0][1] <= now - k:
            heappop(heap)
        out.append(-heap[0][0])
    print("\n".join(map(str, out)))


main()
