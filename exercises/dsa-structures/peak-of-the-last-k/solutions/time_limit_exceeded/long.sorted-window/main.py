import sys
from bisect import bisect_left, insort


def main():
    lines = sys.stdin.read().split("\n")
    n, k = map(int, lines[0].split())
    sizes = list(map(int, lines[1 : n + 1]))
    window = []
    out = []

    for now, size in enumerate(sizes):
        insort(window, size)
        if now >= k:
            del window[bisect_left(window, sizes[now - k])]
        out.append(window[-1])
    print("\n".join(map(str, out)))


main()
