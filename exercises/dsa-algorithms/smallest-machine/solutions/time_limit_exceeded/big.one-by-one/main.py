import sys


def nights_needed(jobs, capacity):
    """For a machine that is large enough for each single job."""
    nights = 1
    used = 0  # of this night
    for job in jobs:
        used += job
        if used > capacity:
            nights += 1
            used = job
    return nights


def main():
    _, nights, *jobs = map(int, sys.stdin.read().split())
    enough = max(jobs)
    while nights_needed(jobs, enough) > nights:
        enough += 1
    print(enough)


main()
