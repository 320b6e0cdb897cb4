import sys
from bisect import bisect_left


def main():
    words = sys.stdin.read().split()
    names = words[1 : int(words[0]) + 1]

    lowest = []  # for every length, the lowest version with which a path of that length ends
    ends = []  # the releases that these versions belong to

    for release, name in enumerate(names):
        version = tuple(map(int, name.split(".")))
        length = bisect_left(lowest, version)
        if length == len(lowest):
            lowest.append(version)
            ends.append(release)
        else:
            lowest[length] = version
            ends[length] = release

    path = [names[release] for release in reversed(ends)]
    print("\n".join([str(len(path))] + path[::-1]))


main()
