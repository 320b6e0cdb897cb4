import sys


def main():
    words = sys.stdin.read().split()
    names = words[1 : int(words[0]) + 1]
    versions = [tuple(map(int, name.split("."))) for name in names]

    lengths = []  # for each release, of the longest path that ends with it
    before = []
    for release, version in enumerate(versions):
        length, last = 0, None
        for earlier in range(release):
            if lengths[earlier] > length and versions[earlier] < version:
                length, last = lengths[earlier], earlier
        lengths.append(length + 1)
        before.append(last)

    path = []
    release = lengths.index(max(lengths)) if lengths else None
    while release is not None:
        path.append(names[release])
        release = before[release]
    print("\n".join([str(len(path))] + path[::-1]))


main()
