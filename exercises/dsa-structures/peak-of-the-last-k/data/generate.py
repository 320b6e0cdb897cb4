"""Inputs for the peak of the last k: generate.py SEED THEME [SECONDS].

Each theme leaves out what the other checks look at, so that a mistake shows in one check: only `start` has k above n (and nothing
ever leaves there), only `window` has k = 1, only `falling` has more than two sizes that must be remembered at one time, only `equal`
(and `sizes`, with 0) has a size twice, only `sizes` has sizes of different length.
"""

import random
import sys


def start(rng):
    n = rng.randint(1, 8)
    return n + rng.choice([0, 1, 2, 30]), rng.sample(range(100, 1000), n)


def window(rng):
    n = rng.randint(2, 9)
    return min(n, rng.choice([1, 2])), rng.sample(range(100, 1000), n)


def falling(rng):
    """Falling runs, each longer than the window; the last run begins in the middle."""
    k = rng.randint(3, 5)
    n = rng.randint(k + 4, 11)
    sizes = sorted(rng.sample(range(100, 1000), n), reverse=True)
    for _ in range(rng.randrange(3)):
        i = rng.randrange(2, n)
        sizes.insert(rng.randrange(max(0, i - 4), i), sizes.pop(i))
    return k, sizes


def equal(rng):
    few = rng.sample(range(100, 1000), 2)
    n = rng.randint(4, 10)
    return rng.randint(2, 4), [rng.choice(few) for _ in range(n)]


def sizes(rng):
    pool = [0, 0, 0, 9, rng.randrange(10, 99), rng.randrange(100, 999), 2**31 + rng.randrange(100), 2**32 + rng.randrange(100)]
    pool += [10**15 - rng.randrange(100), rng.randrange(10**11)]
    n = rng.randint(4, 9)
    return 2, rng.sample(pool, n)


def long(rng, n):
    """Sizes fall the whole time, but unevenly."""
    size = 6 * n
    sizes = []
    for _ in range(n):
        size -= rng.randrange(1, 6)
        sizes.append(size + rng.randrange(4))
    return max(1, n // 2), sizes


THEMES = {"start": start, "window": window, "falling": falling, "equal": equal, "sizes": sizes, "long": long}


def main():
    seed, theme, *seconds = sys.argv[1:]
    k, sizes = THEMES[theme](random.Random(int(seed)), *map(int, seconds))
    sys.stdout.write(f"{len(sizes)} {k}\n" + "".join(f"{size}\n" for size in sizes))


main()
