import sys
from collections import deque


def main():
    lines = sys.stdin.read().split("\n")
    n, k = map(int, lines[0].split())
    sizes = list(map(int, lines[1 : n + 1]))
    candidates = deque()  # sizes, falling from front to back
    out = []

    for now, size in enumerate(sizes):
        while candidates and candidates[-1] <= size:
            candidates.pop()
        candidates.append(size)
        if now >= k and candidates[0] == sizes[now - k]:
            candidates.popleft()
        out.append(candidates[0] if candidates else size)
    print("\n".join(map(str, out)))


main()
