import sys

DAY = 86_400_000


def joined(windows):
    result = []
    for start, end in sorted(windows):
        for other in result:
            if other[0] <= end and start <= other[1]:
                other[1] = max(other[1], end)
                break
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
