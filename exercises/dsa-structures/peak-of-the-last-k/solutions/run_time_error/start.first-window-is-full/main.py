import sys
from collections import deque


def main():
    lines = sys.stdin.read().split("\n")
    n, k = map(int, lines[0].split())
    sizes = list(map(int, lines[1 : n + 1]))
    candidates = deque()  # seconds that no larger size came after; their sizes fall from front to back
    out = []

    def take_in(now):
        size = sizes[now]
        while candidates and sizes[candidates[-1]] <= size:
            candidates.pop()
        candidates.append(now)
        if candidates[0] == now - k:
            candidates.popleft()
        out.append(sizes[candidates[0]])

    for now in range(k):  # until the window is full
        take_in(now)
    for now in range(k, n):
        take_in(now)
    print("\n".join(map(str, out)))


main()
