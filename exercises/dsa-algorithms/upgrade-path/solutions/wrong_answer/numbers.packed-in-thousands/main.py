import sys
from bisect import bisect_left


def main():
    words = sys.stdin.read().split()
    names = words[1 : int(words[0]) + 1]

    lowest = []  # for every length, the lowest version with which a path of that length ends
    ends = []  # the releases that these versions belong to
    before = []  # for each release, the one before it in its path

    for release, name in enumerate(names):
        first, second, third = map(int, name.split("."))
        version = (first * 1000 + second) * 1000 + third
        length = bisect_left(lowest, version)  # of the longest path that it can follow
        before.append(ends[length - 1] if length > 0 else None)
        if length == len(lowest):
            lowest.append(version)
            ends.append(release)
        else:
            lowest[length] = version
            ends[length] = release

    path = []
    release = ends[-1] if ends else None
    while release is not None:
        path.append(names[release])
        release = before[release]
    print("\n".join([str(len(path))] + path[::-1]))


main()
