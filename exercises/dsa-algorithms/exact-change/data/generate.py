"""Inputs for the exact change: generate.py SEED THEME [AMOUNT].

Each theme leaves out what the other checks look at, so that a mistake shows in one check: only in `fewest` is it wrong to take the
largest note first, only in `ways` are there more than 1 000 000 007 ways, only `impossible` has amounts that cannot be made up,
only `zero` asks for the amount 0, only `kinds` names a kind twice or behind a question.
"""

import random
import sys


def fewest_of(kinds, top):
    fewest = [0] + [None] * top
    for amount in range(1, top + 1):
        rests = [fewest[amount - kind] for kind in kinds if kind <= amount]
        rests = [rest for rest in rests if rest is not None]
        fewest[amount] = min(rests) + 1 if rests else None
    return fewest


def greedy(kinds, amount):
    notes = 0
    for kind in sorted(kinds, reverse=True):
        notes += amount // kind
        amount %= kind
    return None if amount else notes


def doubling_kinds(rng, count, first):
    """Kinds of which each is a multiple of the one before: the largest note first is always right."""
    kinds = [first]
    while len(kinds) < count:
        kinds.append(kinds[-1] * rng.randint(2, 4))
    return kinds


def written(rng, kinds, questions):
    notes = [f"NOTE {kind}" for kind in kinds]
    rng.shuffle(notes)
    rng.shuffle(questions)
    return notes + questions


def fewest(rng):
    while True:
        kinds = rng.sample(range(2, 15), rng.randint(2, 4))
        if rng.random() < 0.7:
            kinds[0] = 1
        right = fewest_of(kinds, 18)
        possible = [amount for amount in range(1, 19) if right[amount] is not None]
        traps = [amount for amount in possible if greedy(kinds, amount) != right[amount]]
        if traps:
            amounts = [rng.choice(traps)] + [rng.choice(possible) for _ in range(rng.randint(0, 3))]
            return written(rng, kinds, [f"FEWEST {amount}" for amount in amounts])


def ways(rng):
    if rng.random() < 0.6:
        kinds = [1] + rng.sample(range(2, 10), rng.randint(1, 3))
        amounts = [rng.randint(1, 25) for _ in range(rng.randint(1, 4))]
    else:
        kinds = [1] + rng.sample(range(2, 12), rng.randint(5, 8))
        amounts = [rng.randint(2000, 9000) for _ in range(rng.randint(1, 2))]
    return written(rng, kinds, [f"WAYS {amount}" for amount in amounts])


def impossible(rng):
    unit = rng.randint(2, 7)
    kinds = doubling_kinds(rng, rng.randint(1, 3), unit) if rng.random() < 0.9 else []
    questions = []
    for _ in range(rng.randint(1, 4)):
        amount = unit * rng.randint(0, 8) + rng.randint(1, unit - 1)
        questions.append(f"{rng.choice(['FEWEST', 'WAYS'])} {amount}")
    if kinds and rng.random() < 0.6:
        questions.append(f"FEWEST {unit * rng.randint(1, 12)}")
    return written(rng, kinds, questions)


def zero(rng):
    kinds = doubling_kinds(rng, rng.randint(1, 3), 1) if rng.random() < 0.8 else []
    questions = rng.choice([["FEWEST 0"], ["WAYS 0"], ["FEWEST 0", "WAYS 0"]])
    if kinds and rng.random() < 0.6:
        questions.append(f"FEWEST {rng.randint(1, 16)}")
    return written(rng, kinds, questions)


def kinds(rng):
    kinds = doubling_kinds(rng, rng.randint(2, 3), 1)
    amounts = [rng.randint(4, 16) for _ in range(rng.randint(1, 3))]
    lines = [f"WAYS {amounts[0]}"] + [f"{rng.choice(['FEWEST', 'WAYS'])} {amount}" for amount in amounts[1:]]
    lines += [f"NOTE {kind}" for kind in kinds]
    if rng.random() < 0.7:
        lines.append(f"NOTE {rng.choice(kinds)}")
    if rng.random() < 0.3:
        lines.append(f"NOTE {rng.randint(17, 100_000)}")
    rng.shuffle(lines)
    return lines


def desk(rng, top):
    # Few enough large kinds fit into an amount that the ways stay below the modulus. The amounts that FEWEST asks for are such that
    # the largest note first is right.
    large = range(max(3, top * 3 // 10), top // 2)
    kinds = {1, min(2, top), max(1, top // 2), *rng.sample(large, min(47, len(large)))}
    questions = []
    questions += [f"WAYS {rng.randint(top // 2 + 1, top)}" for _ in range(1400)]
    half = top // 2
    for _ in range(500):
        amount = rng.choice([rng.randint(1, max(1, top // 4)), half, half + 1, 2 * half])
        questions.append(f"FEWEST {max(1, amount)}")
    return written(rng, kinds, questions)


THEMES = {"fewest": fewest, "ways": ways, "impossible": impossible, "zero": zero, "kinds": kinds, "desk": desk}


def main():
    seed, theme, *sizes = sys.argv[1:]
    lines = THEMES[theme](random.Random(int(seed)), *map(int, sizes))
    sys.stdout.write("\n".join([str(len(lines)), *lines]) + "\n")


main()
