"""Jobs and nights: generate.py SEED THEME [JOBS].

Each theme leaves out what the other checks look at, so that a mistake shows in one check: only in `nights` the order of the jobs matters
(`big` has them from large to small), only `one` has a single night or a single job, only `giant` has a job that decides alone (elsewhere
the machine is larger than any job), only `big` has jobs and capacities of many digits.
"""

import random
import sys


def nights(rng):
    jobs = [rng.randint(50, 99) for _ in range(rng.randint(6, 11))]
    return rng.randint(2, len(jobs) // 3), jobs


def one(rng):
    if rng.random() < 0.3:
        return 1, [rng.randint(1, 99)]
    return 1, [rng.randint(1, 99) for _ in range(rng.randint(2, 11))]


def giant(rng):
    if rng.random() < 0.4:  # a night for each job, and perhaps more
        jobs = [rng.randint(1, 99) for _ in range(rng.randint(2, 8))]
        return len(jobs) + rng.choice([0, 0, 1, 1000000]), jobs
    jobs = [rng.randint(1, 20) for _ in range(rng.randint(2, 9))]
    jobs.insert(rng.randint(0, len(jobs)), sum(jobs) + rng.randint(0, 50))
    return 3, jobs


def big(rng, count=0):
    jobs = [rng.randint(4 * 10**8, 5 * 10**8) for _ in range(count or rng.randint(8, 11))]
    return rng.randint(2, 3) if count else 2, sorted(jobs, reverse=True)


def large(rng, count):
    return max(1, count // 10), [rng.randint(1, 5 * 10**8) for _ in range(count)]


THEMES = {f.__name__: f for f in (nights, one, giant, big, large)}


def main():
    seed, theme, *sizes = sys.argv[1:]
    count, jobs = THEMES[theme](random.Random(int(seed)), *map(int, sizes))
    sys.stdout.write(f"{len(jobs)} {count}\n" + "".join(f"{job}\n" for job in jobs))


main()
