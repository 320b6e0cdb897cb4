"""Inputs for the redirect chain: generate.py SEED THEME [SIZES].

Each theme leaves out what the other checks look at, so that a mistake shows in one check: only `ends` (and `many`) asks for pages that no
rule knows, only `entry` comes into a loop from outside that was not asked for before, only `loop` has a page that leads to itself,
only `shared` has questions whose ways meet, only `hops` has ways of more than 12 steps.
"""

import random
import sys

WORDS = ["old", "new", "shop", "en", "news", "about", "img", "blog", "faq", "jobs"]


class Table:
    def __init__(self, rng):
        self.rng = rng
        self.rules = []
        self.used = set()

    def page(self):
        while True:
            page = "/" + self.rng.choice(WORDS) + self.rng.choice(["", "/" + self.rng.choice(WORDS), f"-{self.rng.randrange(10)}"])
            if page not in self.used:
                self.used.add(page)
                return page

    def pages(self, count):
        return [self.page() for _ in range(count)]

    def chain(self, way, last):
        """Rules along the way, and from its end to the page `last`."""
        self.rules += [f"RULE {a} {b}" for a, b in zip(way, way[1:] + [last])]

    def lines(self, *questions):
        self.rng.shuffle(self.rules)
        return self.rules + [f"FROM {page}" for page in questions]


def ends(rng):
    table = Table(rng)
    way = table.pages(rng.randint(1, 7))
    table.chain(way[:-1], way[-1])
    for _ in range(rng.randrange(3)):  # others that do not matter
        table.chain([table.page()], rng.choice(way + [table.page()]))
    return table.lines(rng.choice(way + way[:1] * 2 + [table.page()]))


def entry(rng):
    table = Table(rng)
    tail, loop = table.pages(rng.randint(1, 5)), table.pages(rng.randint(2, 5))
    table.chain(tail, loop[0])
    table.chain(loop, loop[0])
    if rng.random() < 0.3:
        table.chain([table.page()], rng.choice(tail + loop))
    return table.lines(tail[0])


def loop(rng):
    table = Table(rng)
    pages = table.pages(rng.choice([1, 1, 2, 3, 4, 5]))
    table.chain(pages, pages[0])
    for _ in range(rng.randrange(3)):
        table.chain([table.page()], rng.choice(pages))
    return table.lines(rng.choice(pages))


def shared(rng):
    """Two ways that meet. Where they lead into a loop, a page of the loop is asked for first."""
    table = Table(rng)
    first = table.pages(rng.randint(3, 5))
    back = rng.randint(2, 3) if rng.random() < 0.7 else 0
    table.chain(first, first[-back] if back else table.page())
    second = table.pages(rng.randint(1, 2))
    table.chain(second, rng.choice(first))
    asked = [rng.choice(first[-back:])] + [rng.choice(first + second) for _ in range(3)]
    return table.lines(*asked)


def hops(rng, low, high):
    table = Table(rng)
    way = [f"/{rng.choice(WORDS)}/{i}" for i in range(rng.randint(low, high))]
    rng.shuffle(way)
    table.chain(way[:-1], way[-1])
    return table.lines(way[0])


def many(rng, size):
    """A long tail into a long loop, a long chain to an end, and short ways that join them anywhere."""
    table = Table(rng)
    pages = [f"/{rng.choice(WORDS)}/{i}" for i in range(size)]
    rng.shuffle(pages)
    a, b, c = size * 4 // 10, size * 5 // 10, size * 8 // 10
    into, loop, chain, twigs = pages[:a], pages[a:b], pages[b:c], pages[c:]
    if loop:
        table.chain(into + loop, loop[0])
    if chain:
        table.chain(chain, "/end")
    stem = into + loop + chain
    for page in twigs:
        if stem:
            table.chain([page], rng.choice(stem))
    return table.lines(*rng.choices(pages + ["/end", "/elsewhere"], k=size))


THEMES = {"ends": ends, "entry": entry, "loop": loop, "shared": shared, "hops": hops, "many": many}


def main():
    seed, theme, *sizes = sys.argv[1:]
    lines = THEMES[theme](random.Random(int(seed)), *map(int, sizes))
    sys.stdout.write(f"{len(lines)}\n" + "\n".join(lines) + "\n")


main()
