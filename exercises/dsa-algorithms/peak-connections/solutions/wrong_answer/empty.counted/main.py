import heapq
import sys


def peak_of(sessions):
    """The largest number open at once, and the first moment of it."""
    ends = []
    peak, peak_moment = 0, None
    for moment, end in sorted(sessions):
        while ends and ends[0] <= moment:
            heapq.heappop(ends)
        heapq.heappush(ends, end)
        if len(ends) > peak:
            peak, peak_moment = len(ends), moment
    return peak, peak_moment


def main():
    count, *numbers = map(int, sys.stdin.buffer.read().split())
    sessions = zip(numbers[0 : 2 * count : 2], numbers[1 : 2 * count : 2])
    peak, moment = peak_of([(start, end) for start, end in sessions])
    print(peak, "none" if moment is None else moment)


main()
