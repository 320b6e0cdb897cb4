import sys


def borders(pattern):
    """For each length of a beginning of the pattern: how long a part of its end is a beginning again."""
    result = [0, 0]
    length = 0
    for byte in pattern[1:]:
        while length and pattern[length] != byte:
            length = result[length]
        if pattern[length] == byte:
            length += 1
        result.append(length)
    return result


def places(log, pattern):
    size = len(pattern)
    if size >= len(log):
        return []
    shorter = borders(pattern)
    found = []
    length = 0  # so many bytes of the pattern fit so far
    for end, byte in enumerate(log, 1):
        while length and pattern[length] != byte:
            length = shorter[length]
        if pattern[length] == byte:
            length += 1
            if length == size:
                found.append(end - size)
                length = shorter[size]
    return found


def main():
    count, log, *patterns = sys.stdin.buffer.read().split(b"\n")
    for pattern in patterns[: int(count)]:
        found = places(log, pattern)
        print(len(found), *found)


main()
