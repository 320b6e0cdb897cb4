import sys


def main():
    lines = sys.stdin.read().split("\n")
    n, k = map(int, lines[0].split())
    sizes = list(map(int, lines[1 : n + 1]))
    peak = 0
    out = []

    for now, size in enumerate(sizes):
        if now >= k and sizes[now - k] == peak:
            peak = max(sizes[now - k + 1 : now + 1])
        peak = max(peak, size)
        out.append(peak)
    print("\n".join(map(str, out)))


main()
