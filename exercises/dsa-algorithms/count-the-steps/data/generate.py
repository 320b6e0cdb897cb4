"""Nests of loops: generate.py SEED THEME [QUESTIONS].

Each theme leaves out what the other checks look at, so that a mistake shows in one check: beside the pairs that a theme is about there are only loops to n and
to a fixed number, and only `product` and `huge` have other loops that stand for themselves. A theme that ends with "+" has large n.
"""

import random
import sys

# How the number of steps of a loop, or of a loop and one that depends on it ("v" is the outer variable), grows: half powers of n, and logarithms.
GROWTH = {
    ("1..n",): (2, 0),
    ("1..sqrt",): (1, 0),
    ("1..c",): (0, 0),
    ("1..n*2",): (0, 1),
    ("n..1/2",): (0, 1),
    ("1..n", "1..v"): (4, 0),
    ("1..n", "v..n"): (4, 0),
    ("1..n", "1..v*2"): (2, 1),
    ("1..n", "v..n*2"): (2, 0),
    ("1..n", "v..1/2"): (2, 1),
    ("1..n*2", "1..v"): (2, 0),
    ("1..n*2", "v..n"): (2, 1),
    ("n..1/2", "1..v"): (2, 0),
    ("n..1/2", "v..n"): (2, 1),
    ("1..sqrt", "1..v"): (2, 0),
    ("1..c", "1..v"): (0, 0),
    ("1..c", "v..n"): (2, 0),
    ("1..c", "1..v*2"): (0, 0),
    ("1..c", "v..n*2"): (0, 1),
    ("1..c", "v..1/2"): (0, 0),
}
CLASSES = {(0, 0), (0, 1), (1, 0), (2, 0), (2, 1), (4, 0), (6, 0)}

PLAIN = [("1..n",), ("1..c",)]
SINGLE = [unit for unit in GROWTH if len(unit) == 1]


def pairs(*outer, inner=None):
    return [unit for unit in GROWTH if len(unit) == 2 and unit[0] in outer and (inner is None or unit[1] in inner)]


THEMES = {  # what there must be one of, and what else there may be
    "product": (SINGLE, SINGLE),
    "triangle": (pairs("1..n", inner=["1..v", "v..n"]), PLAIN),
    "halving": (pairs("1..n", inner=["1..v*2", "v..n*2", "v..1/2"]), PLAIN),
    "geometric": (pairs("1..n*2", "n..1/2"), PLAIN),
    "borders": (pairs("1..c", "1..sqrt"), PLAIN),
    "huge": ([("1..sqrt",)], [("1..sqrt",), ("1..n",), ("1..c",)]),
}


def choose(rng, theme):
    """Units with at most four loops together, and a class that has a name."""
    musts, mays = THEMES[theme]
    while True:
        units = [rng.choice(musts)] + [rng.choice(mays) for _ in range(rng.randrange(4))]
        if sum(map(len, units)) <= 4:
            halves, logs = (sum(GROWTH[unit][part] for unit in units) for part in (0, 1))
            if (halves, logs) in CLASSES:
                return units, halves, logs


def largest(halves, logs, fixed):
    """An n for which the number of steps is surely at most 10^18."""
    n = 10**12
    while n ** (halves / 2) * 100**logs * 50**fixed * 4 > 10**18:
        n //= 2
    return n


def question(rng, theme, large):
    units, halves, logs = choose(rng, theme)
    if large:
        n = largest(halves, logs, sum(unit[0] == "1..c" for unit in units) * 2)
        n = rng.choice([n, rng.randint(n // 2, n), rng.randint(n // 100, n), (1 << n.bit_length() - 1) - rng.randrange(2)])
    else:
        n = rng.choice([rng.randint(1, 9), rng.randint(1, 40), rng.choice([1, 4, 16, 25, 32])])

    # Shuffle the loops, with an inner one behind its outer one.
    order = [number for number, unit in enumerate(units) for _ in unit]
    rng.shuffle(order)
    variables, words = {}, []
    for name, number in zip("ijkm", order):
        if number not in variables:
            variables[number] = name
            loop = units[number][0].replace("c", str(rng.randint(1, 9)))
        else:
            loop = units[number][1].replace("v", variables[number])
        words.append(f"{name}:{loop}")
    return f"{n} " + " ".join(words)


def main():
    seed, theme, *sizes = sys.argv[1:]
    rng = random.Random(int(seed))
    count = int(sizes[0]) if sizes else rng.randint(2, 6)
    large = theme.endswith("+") or theme == "huge"
    lines = [question(rng, theme.rstrip("+"), large) for _ in range(count)]
    sys.stdout.write(f"{count}\n" + "\n".join(lines) + "\n")


main()
