"""Accepts every longest path: check.py INPUT EXPECTED, the output to judge on stdin."""

import sys

ACCEPT, REJECT = 42, 43


def reject(message):
    print(message)
    sys.exit(REJECT)


def key(version):
    return tuple(map(int, version.split(".")))


def main():
    with open(sys.argv[1]) as file:
        releases = file.read().split()[1:]
    with open(sys.argv[2]) as file:
        longest = int(file.read().split()[0])
    answer = sys.stdin.read().split()

    if not answer:
        reject("nothing was printed")
    if not answer[0].isascii() or not answer[0].isdigit() or len(answer[0]) > 9:
        reject(f"the first line should be a number, and is {answer[0][:40]!r}")
    length, path = int(answer[0]), answer[1:]
    if length > longest:
        reject(f"no path has {length} releases")
    if length < longest:
        reject(f"{length} releases are not the most: there is a path with {longest}")
    if len(path) != length:
        reject(f"the number says {length}, but {len(path)} versions follow")

    place = 0
    last = None
    for version in path:
        start = place
        while place < len(releases) and releases[place] != version:
            place += 1
        if place == len(releases):
            reject(f"{version[:40]!r} is not in the list" + (f" after {last}" if start else ""))
        place += 1
        if last is not None and key(last) >= key(version):
            reject(f"{version} is not higher than {last}, which comes before it")
        last = version
    sys.exit(ACCEPT)


main()
