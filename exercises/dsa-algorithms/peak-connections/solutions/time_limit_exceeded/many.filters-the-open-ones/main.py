import sys


def peak_of(sessions):
    """The largest number open at once, and the first moment of it."""
    peak, peak_moment = 0, None
    ends = []
    for moment, end in sorted(sessions):
        ends = [other for other in ends if other > moment]
        ends.append(end)
        if len(ends) > peak:
            peak, peak_moment = len(ends), moment
    return peak, peak_moment


def main():
    count, *numbers = map(int, sys.stdin.buffer.read().split())
    sessions = zip(numbers[0 : 2 * count : 2], numbers[1 : 2 * count : 2])
    peak, moment = peak_of([(start, end) for start, end in sessions if start < end])
    print(peak, "none" if moment is None else moment)


main()
