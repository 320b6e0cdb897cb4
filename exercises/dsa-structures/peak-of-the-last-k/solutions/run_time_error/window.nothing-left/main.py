import sys
from collections import deque


def main():
    lines = sys.stdin.read().split("\n")
    n, k = map(int, lines[0].split())
    sizes = list(map(int, lines[1 : n + 1]))
    candidates = deque()  # seconds that no larger size came after; their sizes fall from front to back
    out = []

    for now, size in enumerate(sizes):
        if candidates and candidates[0] == now - k:
            candidates.popleft()
        if now > 0 and sizes[candidates[-1]] <= size:
            while candidates and sizes[candidates[-1]] <= size:
                candidates.pop()
        candidates.append(now)
        out.append(sizes[candidates[0]])
    print("\n".join(map(str, out)))


main()
