"""Lists of invoices: generate.py SEED THEME [INVOICES], one call a line.

Each theme leaves out what the other checks look at, so that a mistake shows in one check: several fitting pairs and amounts
that come twice are in `pairs` only, half of the total is in `itself` only, negative amounts in `credits` only, numbers beyond 32 bits
in `wide` only.
"""

import json
import random
import sys


def pairs(rng):
    total = rng.randrange(9, 30, 2)  # odd: no amount is its own partner
    some = rng.choices(range(total + 1), k=5)
    if rng.random() < 0.9:
        some += [total - some[0], total - some[1]]
    return total, rng.choices(some, k=rng.randint(2, 14))


def one_pair(rng, total, pair, others):
    """The pair at random places among others that fit with nothing, each once."""
    amounts = []
    for amount in others:
        taken = {total - a for a in amounts + pair} | set(amounts + pair) | {total - amount}
        if amount not in taken:
            amounts.append(amount)
    for amount in rng.sample(pair, len(pair)):
        amounts.insert(rng.randint(0, len(amounts)), amount)
    return total, amounts


def itself(rng):
    half = rng.randint(0, 40)
    others = [rng.randint(0, 2 * half) for _ in range(rng.randrange(10))]
    return one_pair(rng, 2 * half, [half] * rng.choice([1, 1, 2, 3]), others)


def credits(rng):
    total = rng.randrange(-39, 40, 2)
    low = -rng.randint(1, 50)
    others = [rng.randint(-60, 60) for _ in range(rng.randrange(10))]
    pair = [low, total - low]
    return one_pair(rng, total, pair if rng.random() < 0.8 else [], others)


def wide(rng):
    bits = rng.choice([32, 33, 36, 40, 44, 48, 51])
    total = rng.randrange(2**bits + 1, 2 ** (bits + 1), 2)
    a = rng.randint(1, total // 2 - 1)
    decoys = [total - a + step for step in rng.sample([-64, -3, -2, -1, 1, 2, 3, 64, 2**32, -(2**32)], 5)]
    others = [decoy for decoy in decoys if 0 <= decoy <= min(total, 4 * 10**15)]
    pair = [a, total - a] if rng.random() < 0.7 and total - a <= 4 * 10**15 else []
    total, amounts = one_pair(rng, total, pair, others)
    return total, amounts if pair else [a] + amounts


def none(rng, size):
    """All amounts even, T odd."""
    return 2 * 10**9 + 1, [2 * half for half in rng.sample(range(10**9), size)]


THEMES = {"pairs": pairs, "itself": itself, "credits": credits, "wide": wide, "none": none}


def main():
    seed, theme, *sizes = sys.argv[1:]
    rng = random.Random(int(seed))
    for _ in range(1 if sizes else 40):
        total, amounts = THEMES[theme](rng, *map(int, sizes))
        print(json.dumps([amounts, total]))


main()
