"""Operations on the price index: generate.py SEED THEME [OPERATIONS].

Each theme leaves out what the other checks look at, so that a mistake shows in one check: only `near` asks NEXT and PREV for a
price that is there or for one beyond all, only `range` has COUNT with an end that is a price that is there (or the ends the wrong way
round), only `rank` asks KTH for more than there are, only `twice` adds a price that is there, only `delete` deletes a price that
is not there or that has others below it in a tree.
"""

import random
import sys


class Script:
    def __init__(self, rng, high=60):
        self.rng = rng
        self.high = high
        self.prices = []  # those that are there, in any order
        self.lines = []

    def add(self, price=None):
        """A price that is even and not there, unless one is given."""
        while price is None or (price in self.prices and len(self.prices) < self.high // 2):
            price = 2 * self.rng.randint(1, self.high // 2)
        self.copy(price)

    def copy(self, price):
        self.prices.append(price)
        self.lines.append(f"ADD {price}")

    def delete(self, price):
        self.lines.append(f"DEL {price}")
        if price in self.prices:
            self.prices.remove(price)

    def ask(self, line):
        self.lines.append(line)

    def there(self):
        return self.rng.choice(self.prices)

    def between(self):
        """An odd number that has a price on each side."""
        return self.rng.randrange(min(self.prices) + 1, max(self.prices) + 1, 2) if len(set(self.prices)) > 1 else None

    def ask_inside(self):
        """A question that nobody gets wrong who holds the right prices."""
        price = self.between()
        kind = self.rng.randrange(4)
        if kind == 0 and price:
            self.ask(f"{self.rng.choice(['NEXT', 'PREV'])} {price}")
        elif kind == 1:
            low = self.rng.randrange(1, self.high, 2)
            self.ask(f"COUNT {low} {self.rng.randrange(low, self.high + 2, 2)}")
        elif self.prices:
            self.ask(f"KTH {self.rng.randint(1, len(self.prices))}")


def near(rng):
    script = Script(rng)
    for _ in range(rng.randint(0, 5)):
        script.add()
    for _ in range(rng.randint(3, 6)):
        price = script.there() + rng.choice([-1, 0, 0, 0, 1]) if script.prices and rng.random() < 0.8 else rng.randint(0, 61)
        script.ask(f"{rng.choice(['NEXT', 'PREV'])} {price}")
    return script.lines


def ranges(rng):
    script = Script(rng)
    for _ in range(rng.randint(0, 5)):
        script.add()
    for _ in range(rng.randint(3, 6)):
        ends = [script.there() if script.prices and rng.random() < 0.7 else rng.randint(0, 61) for _ in range(2)]
        if rng.random() < 0.8:
            ends.sort()
        script.ask(f"COUNT {ends[0]} {ends[1]}")
    return script.lines


def rank(rng):
    script = Script(rng)
    for _ in range(rng.randint(3, 8)):
        if rng.random() < 0.5:
            script.add()
        else:
            script.ask(f"KTH {rng.randint(1, len(script.prices) + 2)}")
    script.ask(f"KTH {len(script.prices) + 1}")
    return script.lines


def twice(rng):
    script = Script(rng)
    for _ in range(rng.randint(1, 3)):
        script.add()
    for _ in range(rng.randint(1, 3)):
        script.copy(script.there())
    copied = [price for price in set(script.prices) if script.prices.count(price) > 1]
    script.ask_inside()
    if rng.random() < 0.7:
        script.delete(rng.choice(sorted(copied)))
    price = script.there()
    script.ask(f"COUNT {price - 1} {price + 1}")
    for _ in range(2):
        script.ask_inside()
    return script.lines


def delete(rng):
    script = Script(rng)
    for _ in range(rng.randint(3, 8)):
        script.add()
    everything = script.prices[:]
    for _ in range(rng.randint(1, 4)):
        gone = [price for price in everything if price not in script.prices]
        if rng.random() < 0.3:
            strange = [price for price in range(61) if price not in everything]
            script.delete(rng.choice(gone if gone and rng.random() < 0.7 else strange))
        elif script.prices:
            script.delete(script.prices[0] if rng.random() < 0.7 else script.there())
    for _ in range(3):
        script.ask_inside()
    if script.prices:
        script.ask(f"KTH {len(script.prices)}")
    return script.lines


def rising(rng, operations):
    """Every price that is added is the highest so far."""
    lines, prices, top = [], [], 10
    while len(lines) < operations:
        kind = rng.random()
        if len(lines) < operations // 2 or len(prices) < 2 or kind < 0.2:
            top += 2 * rng.randint(1, 1000)
            prices.append(top)
            lines.append(f"ADD {top}")
        elif kind < 0.3:
            place = rng.randrange(1, len(prices) - 1) if len(prices) > 2 else 0  # the first and the last one stay
            prices[place], prices[-2] = prices[-2], prices[place]
            lines.append(f"DEL {prices.pop(-2)}")
        elif kind < 0.5:
            lines.append(f"KTH {rng.randint(1, len(prices))}")
        elif kind < 0.75:
            low = rng.randrange(11, top, 2)
            lines.append(f"COUNT {low} {rng.randrange(low, top, 2)}")
        else:
            lines.append(f"{rng.choice(['NEXT', 'PREV'])} {rng.randrange(prices[0] + 1, top, 2)}")
    return lines


THEMES = {"near": near, "range": ranges, "rank": rank, "twice": twice, "delete": delete, "rising": rising}


def main():
    seed, theme, *sizes = sys.argv[1:]
    lines = THEMES[theme](random.Random(int(seed)), *map(int, sizes))
    sys.stdout.write(f"{len(lines)}\n" + "\n".join(lines) + "\n")


main()
