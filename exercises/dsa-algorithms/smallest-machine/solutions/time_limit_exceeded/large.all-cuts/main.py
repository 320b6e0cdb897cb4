import sys
from itertools import accumulate


def main():
    _, nights, *jobs = map(int, sys.stdin.read().split())
    total = [0, *accumulate(jobs)]  # of the jobs before each
    best = total[:]  # the capacity that each beginning of the list needs, with one night
    for _ in range(min(nights, len(jobs)) - 1):
        more = [0]
        for end in range(1, len(total)):
            more.append(min(max(best[cut], total[end] - total[cut]) for cut in range(end)))
        best = more
    print(best[-1])


main()
