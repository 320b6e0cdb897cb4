"""Needs and access logs: generate.py SEED THEME [HITS].

Each theme leaves out what the other checks look at, so that a mistake shows in one check: only `cover` (and `large`) has hits that nobody
needs, only `counts` needs an endpoint more than once, only `ties` has several shortest stretches, only in `border` no stretch covers
the need, or nothing shorter than the whole log does.
"""

import random
import sys
from collections import Counter

ENDPOINTS = ["/login", "/cart", "/pay", "/home", "/help"]


def shortest(need, hits):
    """All stretches of the smallest length that cover the need."""
    for length in range(len(hits) + 1):
        found = [begin for begin in range(len(hits) - length + 1) if not need - Counter(hits[begin : begin + length])]
        if found:
            return [(begin, begin + length) for begin in found]
    return []


def lines_of(need, hits):
    return [f"NEED {count} {endpoint}" for endpoint, count in need.items()] + [f"HIT {endpoint}" for endpoint in hits]


def until(fits, make):
    while True:
        need, hits = make()
        found = shortest(need, hits)
        if fits(found, hits):
            return lines_of(need, hits)


def only_one(found, hits):
    return len(found) == 1 and found[0] != (0, len(hits))


def cover(rng):
    def make():
        needed = rng.sample(ENDPOINTS, rng.randint(1, 3))
        need = Counter(needed)
        return need, [rng.choice(needed + ENDPOINTS) for _ in range(rng.randint(4, 12 - len(needed)))]

    return until(lambda found, hits: only_one(found, hits) and rng.random() < (found[0][1] - found[0][0]) / 4, make)


def counts(rng):
    def make():
        needed = rng.sample(ENDPOINTS, rng.randint(1, 3))
        need = Counter({endpoint: rng.choice([1, 2, 2, 3]) for endpoint in needed})
        need[needed[0]] = rng.randint(2, 3)
        return need, [rng.choice(needed) for _ in range(rng.randint(4, 12 - len(needed)))]

    return until(only_one, make)


def ties(rng):
    def make():
        needed = rng.sample(ENDPOINTS, rng.randint(2, 3))
        return Counter(needed), [rng.choice(needed) for _ in range(rng.randint(4, 12 - len(needed)))]

    return until(lambda found, hits: len(found) > 1, make)


def border(rng):
    needed = rng.sample(ENDPOINTS, rng.randint(1, 4))
    need = Counter(needed)
    kind = rng.randrange(4)
    if kind == 0:  # one is missing
        return lines_of(need, [rng.choice(needed[1:]) for _ in range(rng.randint(1, 7))] if needed[1:] else [])
    if kind == 1 and len(needed) > 1:  # only at both ends what is needed
        between = [rng.choice(needed[1:-1]) for _ in range(rng.randint(len(needed), 6))] if needed[1:-1] else []
        between[: len(needed) - 2] = needed[1:-1]
        return lines_of(need, [needed[0], *between, needed[-1]])
    if kind == 2:  # a log of the right length
        hits = needed[:]
        rng.shuffle(hits)
        return lines_of(need, hits)
    return lines_of(rng.choice([need, Counter()]), [])


def large(rng, size):
    needed = max(1, size // 130)
    need = {f"/item/{number}": rng.randint(1, 3) for number in rng.sample(range(10000, 100000), needed)}
    endpoints = list(need) + [f"/page/{number}" for number in range(needed // 4)]
    return lines_of(need, rng.choices(endpoints, k=size))


THEMES = {f.__name__: f for f in (cover, counts, ties, border, large)}


def main():
    seed, theme, *sizes = sys.argv[1:]
    lines = THEMES[theme](random.Random(int(seed)), *map(int, sizes))
    sys.stdout.write(f"{len(lines)}\n" + "".join(line + "\n" for line in lines))


main()
