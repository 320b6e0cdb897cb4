import sys


def peak_of(sessions):
    """The largest number open at once, and the first moment of it."""
    starts = sorted(start for start, end in sessions)
    ends = sorted(end for start, end in sessions)
    peak, peak_moment = 0, 0
    closed = 0
    for opened, moment in enumerate(starts, 1):
        # Of the sessions opened so far the newest ends later than now, so this stops in time.
        while ends[closed] <= moment:
            closed += 1
        if opened - closed > peak:
            peak, peak_moment = opened - closed, moment
    return peak, peak_moment


def main():
    count, *numbers = map(int, sys.stdin.buffer.read().split())
    sessions = zip(numbers[0 : 2 * count : 2], numbers[1 : 2 * count : 2])
    peak, moment = peak_of([(start, end) for start, end in sessions if start < end])
    print(peak, "none" if moment is None else moment)


main()
