"""Inputs for the running median: generate.py SEED THEME [OPERATIONS].

Each theme leaves out what the other checks look at, so that a mistake shows in one check: only `middle` has the value 0, only `lower`
asks for the median of an even number of values, only `equal` has equal values that matter, only `forget` forgets the median, only
`unknown` forgets what is not there, only `empty` asks for the median of nothing.
"""

import random
import sys


class Values:
    def __init__(self, rng):
        self.rng = rng
        self.lines = []
        self.held = []  # sorted
        self.fresh = rng.sample(range(1, 100), 60)  # different values
        self.gone = []

    def add(self, value=None):
        value = self.fresh.pop() if value is None else value
        self.lines.append(f"ADD {value}")
        self.held = sorted(self.held + [value])

    def forget(self, value):
        self.lines.append(f"FORGET {value}")
        if value in self.held:
            self.held.remove(value)
            self.gone.append(value)

    def median(self):
        return self.held[(len(self.held) - 1) // 2]

    def ask(self):
        self.lines.append("MEDIAN")

    def ask_odd(self):
        if len(self.held) % 2 == 1:
            self.ask()

    def others(self):
        """Values that are not the median."""
        return [value for value in self.held if value != self.median()]

    def end(self):
        """One more value, if need be, and the question."""
        if len(self.held) % 2 == 0:
            self.add()
        self.ask()


def middle(values):
    rng = values.rng
    zero = rng.random() < 0.5
    for number in range(rng.randint(2, 8)):
        values.add(0 if zero and (number == 0 or rng.random() < 0.3) else None)
        if rng.random() < 0.6:
            values.ask_odd()
    values.end()


def lower(values):
    for _ in range(values.rng.randint(1, 4)):
        values.add()
        values.add()
        if values.rng.random() < 0.6:
            values.ask()
    values.ask()


def equal(values):
    rng = values.rng
    some = values.fresh[:4]
    for _ in range(rng.randint(4, 6)):
        values.add(rng.choice(some))
    while len(values.lines) < 10:
        several = [value for value in set(values.others()) if values.held.count(value) > 1]
        if several and rng.random() < 0.6:
            values.forget(rng.choice(sorted(several)))
        elif len(values.held) % 2 == 0:
            values.add(values.fresh.pop() if rng.random() < 0.5 else rng.choice(some))
            values.ask()
        else:
            values.add(rng.choice(some))
    values.end()


def forget(values):
    rng = values.rng
    for _ in range(rng.randint(3, 5)):
        values.add()
    while len(values.lines) < 9:
        if len(values.held) > 2 and rng.random() < 0.7:
            values.forget(rng.choice([values.median(), values.held[0], values.held[-1], rng.choice(values.held)]))
        else:
            values.add()
        if rng.random() < 0.5:
            values.ask_odd()
    values.end()


def unknown(values):
    rng = values.rng
    for _ in range(rng.randint(1, 3)):
        values.add()
    while len(values.lines) < 9:
        kind = rng.randrange(6)
        if kind < 2:
            near = rng.choice(values.held) + rng.choice([-1, 1])
            values.forget(near if near > 0 and near not in values.held else 100)
        elif kind == 2:
            values.forget(values.fresh[-1])
            if rng.random() < 0.7:
                values.add()
        elif kind == 3 and values.gone and values.gone[-1] not in values.held:
            values.forget(values.gone[-1])
        elif kind == 4 and len(values.held) > 2:
            values.forget(rng.choice(values.others()))
        else:
            values.add()
        if rng.random() < 0.4:
            values.ask_odd()
    values.end()


def empty(values):
    rng = values.rng
    while len(values.lines) < 8:
        if not values.held:
            if rng.random() < 0.7:
                values.ask()
            values.add()
        elif len(values.held) == 1:
            values.forget(values.held[0]) if rng.random() < 0.7 else values.add()
        else:
            values.forget(rng.choice(values.others()))
    while values.held:
        values.forget(values.held[0] if len(values.held) == 1 else values.others()[0])
    values.ask()


def stream(values, operations):
    """Half of the operations add; then an ADD, a MEDIAN, a FORGET, a MEDIAN in turn. All values are different, and the nearest to the
    middle are never forgotten; MEDIAN is asked for an odd number of values."""
    rng = values.rng
    fresh = rng.sample(range(10**8, 10**9), operations + 1)
    centre = 55 * 10**7
    held = []
    lines = []

    def add():
        value = fresh.pop()
        lines.append(f"ADD {value}")
        if abs(value - centre) > 3 * 10**7:
            held.append(value)

    def forget():
        place = rng.randrange(len(held))
        held[place], held[-1] = held[-1], held[place]
        lines.append(f"FORGET {held.pop()}")

    for _ in range(operations // 4 * 2 + 1):
        add()
    while len(lines) < operations - 5:
        lines.append("MEDIAN")
        for change in rng.sample([add, add, forget, forget], 2) if len(held) > 2 else [add, add]:
            change()
    lines.append("MEDIAN")
    values.lines = lines


THEMES = {
    "middle": middle,
    "lower": lower,
    "equal": equal,
    "forget": forget,
    "unknown": unknown,
    "empty": empty,
    "stream": stream,
}


def main():
    seed, theme, *sizes = sys.argv[1:]
    values = Values(random.Random(int(seed)))
    THEMES[theme](values, *map(int, sizes))
    sys.stdout.write(f"{len(values.lines)}\n" + "".join(line + "\n" for line in values.lines))


main()
