"""Lists of releases: generate.py SEED THEME [RELEASES].

Each theme leaves out what the other checks look at, so that a mistake shows in one check. Most lists are made of falling blocks, each of them higher than
the one before: there it does no harm to take whatever fits first, nor to take the ends of the piles for the path. Only `rising` has lists where the first
that fits is the wrong choice, only in `path` are the ends of the piles no path, only `equal` has a version twice, and only `numbers`
has numbers with different counts of digits.
"""

import random
import sys
from bisect import bisect_left


def blocks(rng, length, largest=4):
    """Ranks 0, 1, ... in falling blocks that rise from block to block."""
    ranks = []
    while len(ranks) < length:
        size = min(rng.randint(1, largest), length - len(ranks))
        ranks += range(len(ranks) + size - 1, len(ranks) - 1, -1)
    return ranks


def piles_are_a_path(ranks):
    ends, places = [], []
    for place, rank in enumerate(ranks):
        pile = bisect_left(ends, rank)
        ends[pile:pile + 1] = [rank]
        places[pile:pile + 1] = [place]
    return places == sorted(places)


def first_that_fits(ranks):
    """How many are taken by who takes every release that is higher than the last one taken."""
    taken, last = 0, -1
    for rank in ranks:
        if rank > last:
            taken, last = taken + 1, rank
    return taken


def longest(ranks):
    ends = []
    for rank in ranks:
        pile = bisect_left(ends, rank)
        ends[pile:pile + 1] = [rank]
    return len(ends)


def shuffled(rng, suits):
    while True:
        ranks = list(range(rng.randint(3, 10)))
        rng.shuffle(ranks)
        if suits(ranks):
            return ranks


def named(rng, ranks, part):
    """The ranks as versions; part() makes one of the three numbers."""
    needed = max(ranks) + 1
    versions = set()
    while len(versions) < needed:
        versions.add((part(), part(), part()))
    versions = sorted(versions)
    return [".".join(map(str, versions[rank])) for rank in ranks]


def rising(rng):
    return named(rng, shuffled(rng, piles_are_a_path), lambda: rng.randrange(10))


def path(rng):
    return named(rng, shuffled(rng, lambda ranks: not piles_are_a_path(ranks) and first_that_fits(ranks) == longest(ranks)), lambda: rng.randrange(10))


def equal(rng):
    ranks = []
    for rank in blocks(rng, rng.randint(1, 6)):
        ranks += [rank] * rng.choice([1, 1, 2, 3])
    return named(rng, ranks[:10], lambda: rng.randrange(10))


def numbers(rng):
    parts = rng.choice([[1, 2, 9, 10, 11, 19, 20], [0, 9, 10, 99, 100, 101], [1, 5, 999, 1000, 1001, 2000], [3, 30, 999999999]])
    return named(rng, blocks(rng, rng.randint(2, 10), 2), lambda: rng.choice(parts))


def long(rng, releases):
    return named(rng, blocks(rng, releases), lambda: rng.randint(100, 999))


THEMES = {"rising": rising, "path": path, "equal": equal, "numbers": numbers, "long": long}


def main():
    seed, theme, *sizes = sys.argv[1:]
    releases = THEMES[theme](random.Random(int(seed)), *map(int, sizes))
    sys.stdout.write(f"{len(releases)}\n" + "\n".join(releases) + "\n")


main()
