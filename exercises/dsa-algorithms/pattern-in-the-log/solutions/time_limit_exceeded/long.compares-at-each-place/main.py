import sys


def places(log, pattern):
    size = len(pattern)
    return [place for place in range(len(log) - size + 1) if log.startswith(pattern, place)]


def main():
    count, log, *patterns = sys.stdin.buffer.read().split(b"\n")
    for pattern in patterns[: int(count)]:
        found = places(log, pattern)
        print(len(found), *found)


main()
