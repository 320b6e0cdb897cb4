import sys

DAY = 86_400_000


def joined(windows):
    result = [list(window) for window in sorted(windows)]
    at = 1
    while at < len(result):
        if result[at][0] <= result[at - 1][1]:
            result[at - 1][1] = max(result[at - 1][1], result[at][1])
            del result[at]
            at = 1
        else:
            at += 1
    return result


def gaps(windows):
    """What sorted windows that stay apart leave free of the day."""
    result = []
    free_from = 0
    for start, end in windows:
        gap_end = min(start, DAY)
        if free_from < gap_end:
            result.append((free_from, gap_end))
        free_from = max(free_from, end)
    if free_from < DAY:
        result.append((free_from, DAY))
    return result


def main():
    count, *numbers = map(int, sys.stdin.buffer.read().split())
    windows = joined(zip(numbers[0 : 2 * count : 2], numbers[1 : 2 * count : 2]))
    out = [f"window {start} {end}" for start, end in windows]
    out += [f"free {start} {end}" for start, end in gaps(windows)]
    print("\n".join(out))


main()
