import sys


def main():
    words = sys.stdin.read().split()
    names = words[1 : int(words[0]) + 1]
    versions = [tuple(map(int, name.split("."))) for name in names]

    best = []
    first = 0
    for end in range(1, len(names) + 1):
        if end == len(names) or versions[end] <= versions[end - 1]:
            if end - first > len(best):
                best = names[first:end]
            first = end
    print("\n".join([str(len(best))] + best))


main()
