import sys


def main():
    lines = sys.stdin.read().split("\n")
    n, k = map(int, lines[0].split())
    sizes = list(map(int, lines[1 : n + 1]))
    out = []

    for now in range(n):
        out.append(max(sizes[max(0, now - k + 1) : now + 1]))
    print("\n".join(map(str, out)))


main()
