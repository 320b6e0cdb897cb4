import sys


def main():
    words = sys.stdin.read().split()
    names = words[1 : int(words[0]) + 1]

    path = []
    last = (-1,)
    for name in names:
        version = tuple(map(int, name.split(".")))
        if version > last:
            path.append(name)
            last = version
    print("\n".join([str(len(path))] + path))


main()
