import sys


def places(log, pattern):
    found = []
    place = log.find(pattern)
    while place >= 0:
        found.append(place)
        place = log.find(pattern, place + 1)
    return found


def main():
    count, log, *patterns = sys.stdin.buffer.read().split(b"\n")
    for pattern in patterns[: int(count)]:
        found = places(log, pattern)
        print(len(found), *found)


main()
