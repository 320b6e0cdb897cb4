import sys


def try_capacity(jobs, capacity):
    """How many nights it takes, and the smallest capacity with which some night would take in one job more."""
    nights = 1
    used = 0  # of this night
    larger = sum(jobs)
    for job in jobs:
        used += job
        if used > capacity:
            larger = min(larger, used)
            nights += 1
            used = job
    return nights, larger


def main():
    _, nights, *jobs = map(int, sys.stdin.read().split())
    enough = max(jobs)
    needed, larger = try_capacity(jobs, enough)
    while needed > nights:
        enough = larger
        needed, larger = try_capacity(jobs, enough)
    print(enough)


main()
