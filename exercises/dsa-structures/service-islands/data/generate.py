"""Inputs for the service islands: generate.py SEED THEME [OPERATIONS].

Each theme leaves out what the other checks look at, so that a mistake shows in one check: only `same` asks SAME for known services,
only `size` asks for the size of an island that was made of two larger ones, only `islands` counts after such a LINK, only `repeat`
links inside an island, only `strangers` asks for services that no LINK has named.
"""

import random
import sys

NAMES = ["web", "auth", "mail", "queue", "cart", "pay", "search", "stock", "log", "feed"]


class Chart:
    def __init__(self, rng):
        self.rng = rng
        self.lines = []
        self.islands = []  # lists of names
        self.fresh = rng.sample(NAMES, len(NAMES))

    def link(self, a, b):
        if self.rng.random() < 0.5:
            a, b = b, a
        self.lines.append(f"LINK {a} {b}")
        touched = [island for island in self.islands if a in island or b in island]
        joined = sorted({a, b}.union(*touched))
        self.islands = [island for island in self.islands if island not in touched] + [joined]

    def known(self):
        return self.rng.choice(self.rng.choice(self.islands))

    def link_new(self):
        """Two new services, or a new one and an old one."""
        self.link(self.fresh.pop(), self.known() if self.islands and self.rng.random() < 0.5 else self.fresh.pop())

    def link_islands(self):
        a, b = self.rng.sample(self.islands, 2)
        self.link(self.rng.choice(a), self.rng.choice(b))

    def link_any(self):
        """Two different islands, or new services."""
        if len(self.islands) > 1 and (len(self.fresh) < 2 or self.rng.random() < 0.4):
            self.link_islands()
        elif len(self.fresh) >= 2:
            self.link_new()

    def ask(self, *words):
        self.lines.append(" ".join(words))


def same(chart):
    for _ in range(chart.rng.randint(2, 3)):
        chart.link_new()
    for _ in range(chart.rng.randint(3, 7)):
        if chart.rng.random() < 0.4:
            chart.link_any()
        else:
            chart.ask("SAME", chart.known(), chart.known())
    island = max(chart.islands, key=len)
    chart.ask("SAME", *chart.rng.sample(island, 2))
    chart.ask("SAME", chart.known(), chart.known())


def size(chart):
    for _ in range(chart.rng.randint(2, 3)):
        chart.link_new()
    for _ in range(chart.rng.randint(3, 6)):
        if chart.rng.random() < 0.5:
            chart.link_any()
        else:
            chart.ask("SIZE", chart.known())
    if len(chart.islands) > 1:
        chart.link_islands()
    for name in chart.rng.sample(chart.islands[-1], 2):
        chart.ask("SIZE", name)


def islands(chart):
    if chart.rng.random() < 0.3:
        chart.ask("ISLANDS")
    for _ in range(chart.rng.randint(3, 6)):
        chart.link_any()
        if chart.rng.random() < 0.5 and len(chart.lines) < 8:
            chart.ask("ISLANDS")
    if len(chart.islands) > 1:
        chart.link_islands()
    chart.ask("ISLANDS")


def repeat(chart):
    rng = chart.rng
    chart.link_new()
    for _ in range(rng.randint(4, 7)):
        kind = rng.randrange(6)
        if kind < 3:
            chart.link(*rng.sample(rng.choice([island for island in chart.islands if len(island) > 1]), 2))
        elif kind == 3:
            name = chart.fresh.pop() if rng.random() < 0.5 else chart.known()
            chart.link(name, name)
        elif len(chart.fresh) >= 2:
            chart.link_new()
        if rng.random() < 0.5 and len(chart.lines) < 8:
            chart.ask("ISLANDS") if rng.random() < 0.5 else chart.ask("SIZE", chart.known())
    chart.ask("ISLANDS")
    chart.ask("SIZE", chart.known())


def strangers(chart):
    rng = chart.rng
    for _ in range(rng.randint(4, 8)):
        kind = rng.randrange(5)
        if kind == 0 and len(chart.fresh) > 4:
            chart.link_new()
        elif kind == 1:
            chart.ask("SIZE", chart.fresh[-1])  # the next that will be known
        elif kind == 2:
            chart.ask("SAME", *rng.choices(chart.fresh, k=2))
        elif kind == 3 and chart.islands:
            pair = [chart.known(), rng.choice(chart.fresh)]
            rng.shuffle(pair)
            chart.ask("SAME", *pair)
        else:
            chart.ask("ISLANDS")
    chart.ask("SIZE", rng.choice(chart.fresh))
    chart.ask("ISLANDS")


def grow(chart, operations):
    """Two islands grow by one new service at a time, which the one LINK names first and the other last; then questions for the oldest."""
    rng = chart.rng
    links = operations // 2
    names = [f"{rng.choice(NAMES)}-{number}" for number in rng.sample(range(10**6), links + 2)]
    first, second = [names[0]], [names[1]]
    for name in names[2:]:
        if rng.random() < 0.5:
            chart.ask("LINK", name, first[-1])
            first.append(name)
        else:
            chart.ask("LINK", second[-1], name)
            second.append(name)
    for _ in range(operations - links):
        island = rng.choice((first, second))
        chart.ask("SIZE", island[int(len(island) * rng.random() / 2)])


THEMES = {"same": same, "size": size, "islands": islands, "repeat": repeat, "strangers": strangers, "grow": grow}


def main():
    seed, theme, *sizes = sys.argv[1:]
    chart = Chart(random.Random(int(seed)))
    THEMES[theme](chart, *(int(text) for text in sizes))
    sys.stdout.write(f"{len(chart.lines)}\n" + "".join(line + "\n" for line in chart.lines))


main()
