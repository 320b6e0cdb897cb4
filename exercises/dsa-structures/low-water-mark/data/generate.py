"""Inputs for the low-water mark: generate.py SEED THEME [OPERATIONS].

Each theme leaves out what the other checks look at, so that a mistake shows in one check: only `order` asks an empty pile, only
`fallback` asks for MIN after the smallest figure has left, only `ties` has equal figures, only `signed` has figures below
100, only `wide` has figures of more than 32 bits.
"""

import random
import sys


class Pile:
    def __init__(self, rng):
        self.rng = rng
        self.lines = []
        self.figures = []

    def push(self, figure):
        self.lines.append(f"PUSH {figure}")
        self.figures.append(figure)

    def pop(self):
        self.lines.append("POP")
        if self.figures:
            self.figures.pop()

    def min(self):
        self.lines.append("MIN")

    def fresh(self, low, high):
        """A figure that is not in the pile."""
        return self.rng.choice([x for x in self.rng.sample(range(low, high), 20) if x not in self.figures])


def order(pile):
    """Rising figures: the smallest lies at the bottom and leaves last."""
    for _ in range(pile.rng.randint(3, 12)):
        kind = pile.rng.randrange(7)
        if kind < 3:
            low = pile.figures[-1] + 1 if pile.figures else 100
            pile.push(pile.rng.randrange(low, low + 60))
        elif kind < 6:
            pile.pop()
        else:
            pile.min()


def fallback(pile):
    """Three-digit figures, all different; each POP is followed by MIN."""
    pile.push(pile.fresh(500, 1000))
    while len(pile.lines) < pile.rng.randint(7, 12):
        if pile.rng.random() < 0.6 or len(pile.figures) < 2:
            pile.push(pile.fresh(100, 1000))
            if pile.rng.random() < 0.2:
                pile.min()
        else:
            pile.pop()
            pile.min()


def ties(pile):
    """Two figures, the smaller at the bottom and on top at first, so that it is there at every MIN."""
    low, high = sorted(pile.rng.sample(range(100, 1000), 2))
    pile.push(low)
    for _ in range(pile.rng.randint(0, 3)):
        pile.push(pile.rng.choice([low, high]))
    pile.push(low)
    while len(pile.figures) > 1:
        pile.pop()
        pile.min()


def rising_or_asked(pile, figures):
    """Pushes with MIN between them. What is popped is never the smallest, so the notes of the pile do not matter."""
    for figure in figures:
        pile.push(figure)
        if pile.rng.random() < 0.6:
            pile.min()
        if len(set(pile.figures)) > 1 and pile.figures[-1] != min(pile.figures) and pile.rng.random() < 0.4:
            pile.pop()
            pile.min()
    pile.min()


def signed(pile):
    pool = pile.rng.sample(range(-120, 121), 3) + pile.rng.sample(range(-9, 10), 3) + [0, -1]
    rising_or_asked(pile, pile.rng.sample(sorted(set(pool)), 4))


def wide(pile):
    rng = pile.rng
    big = 2**63
    pool = {big - 1, -big, big - 1 - rng.randrange(9), -big + rng.randrange(9)}
    pool |= {rng.choice([1, -1]) * (2**53 + rng.randrange(50)) for _ in range(2)}
    pool |= {2**32 * rng.randrange(1, 1000) + rng.randrange(-1000, 1000) for _ in range(2)}
    rising_or_asked(pile, rng.sample(sorted(pool), 4))


def deep(pile, operations):
    """A quarter builds the pile up, a half takes off and puts on at its top, a quarter takes it down; figures fall on the whole."""
    rng = pile.rng
    figure = 10**6

    def lower():
        nonlocal figure
        figure -= rng.randrange(8)
        return f"PUSH {figure + rng.randrange(9)}"

    lines = [lower() for _ in range(operations // 4)]
    for _ in range(operations // 8):
        lines += ["POP", "MIN", lower(), "MIN"]
    while len(lines) + 1 < operations:
        lines += ["POP", "MIN"]
    pile.lines = lines + ["MIN"] * (operations - len(lines))


THEMES = {"order": order, "fallback": fallback, "ties": ties, "signed": signed, "wide": wide, "deep": deep}


def main():
    seed, theme, *sizes = sys.argv[1:]
    pile = Pile(random.Random(int(seed)))
    THEMES[theme](pile, *map(int, sizes))
    sys.stdout.write(f"{len(pile.lines)}\n" + "\n".join(pile.lines) + "\n")


main()
