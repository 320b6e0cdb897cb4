import sys


def nights_needed(jobs, capacity):
    """For a machine that is large enough for each single job."""
    nights = 1
    used = 0  # of this night
    for job in jobs:
        used += job
        if used >= capacity:
            nights += 1
            used = job
    return nights


def main():
    _, nights, *jobs = map(int, sys.stdin.read().split())
    too_small = max(jobs) - 1
    enough = sum(jobs)
    while enough - too_small > 1:
        middle = (too_small + enough) // 2
        if nights_needed(jobs, middle) <= nights:
            enough = middle
        else:
            too_small = middle
    print(enough)


main()
