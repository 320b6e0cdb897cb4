import sys

DAY = 86_400_000


def joined(windows):
    first, *others = sorted(windows)
    result = [list(first)]
    for start, end in others:
        if start <= result[-1][1]:
            if end > result[-1][1]:
                result[-1][1] = end
        else:
            result.append([start, end])
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
