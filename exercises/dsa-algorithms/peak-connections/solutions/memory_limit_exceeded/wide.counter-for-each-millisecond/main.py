import sys


def peak_of(sessions):
    """The largest number open at once, and the first moment of it."""
    changes = [0] * (max((end for start, end in sessions), default=0) + 1)
    for start, end in sessions:
        changes[start] += 1
        changes[end] -= 1
    peak, peak_moment = 0, None
    count = 0
    for moment, change in enumerate(changes):
        count += change
        if count > peak:
            peak, peak_moment = count, moment
    return peak, peak_moment


def main():
    count, *numbers = map(int, sys.stdin.buffer.read().split())
    sessions = zip(numbers[0 : 2 * count : 2], numbers[1 : 2 * count : 2])
    peak, moment = peak_of([(start, end) for start, end in sessions if start < end])
    print(peak, "none" if moment is None else moment)


main()
