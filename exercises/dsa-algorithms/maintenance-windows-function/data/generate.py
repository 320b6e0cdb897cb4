"""Announcements of maintenance windows: generate.py SEED THEME [WINDOWS], one call a line.

Each theme leaves out what the other checks look at, so that a mistake shows in one check: only `merge` is unsorted, only
`inside` has windows inside others, only `touching` has windows that touch or nearly do.
"""

import json
import random
import sys

DAY = 86_400_000


def scale(rng, count):
    """A length so that some `count` windows of a few lengths each fit into the day."""
    return rng.choice([100, 1000, 60_000, DAY // (20 * count)])


def chain(rng, count, unit, start):
    """Sorted windows of which each overlaps the one before in part or stays well away from it."""
    windows = []
    end = start
    for _ in range(count):
        if windows and rng.random() < 0.55:
            last_start = windows[-1][0]
            start = rng.randint(last_start + 1, end - 1)
        else:
            start = end + rng.randint(unit // 10 + 2, unit)
        end = max(start, end) + rng.randint(unit // 10 + 2, unit)
        windows.append((start, end))
    return windows


def merge(rng):
    count = rng.randint(1, 9)
    windows = chain(rng, count, scale(rng, count), rng.choice([0, DAY // 3]))
    rng.shuffle(windows)
    return windows


def inside(rng):
    outer = rng.randint(1, 4)
    windows = []
    for start, end in chain(rng, outer, scale(rng, 4), 0):
        windows.append((start, end))
        for _ in range(rng.randint(0, 2)):
            a, b = sorted(rng.sample(range(start, end + 1), 2))
            kind = rng.randrange(5)
            if kind == 0:
                a, b = start, end
            elif kind == 1:
                a = start
            elif kind == 2:
                b = end
            windows.append((a, b))
    return sorted(windows)


def touching(rng):
    windows = []
    unit = scale(rng, 10)
    end = rng.randint(2, unit)
    for _ in range(rng.randint(2, 9)):
        start = end + rng.choice([0, 0, 0, 1, 1, 2, unit])
        end = start + rng.choice([1, 2, unit])
        windows.append((start, end))
    return windows


def many(rng, count):
    return chain(rng, count, 2000, -DAY)


THEMES = {"merge": merge, "inside": inside, "touching": touching, "many": many}


def main():
    seed, theme, *sizes = sys.argv[1:]
    rng = random.Random(int(seed))
    for _ in range(1 if sizes else 40):
        print(json.dumps([THEMES[theme](rng, *map(int, sizes))]))


main()
