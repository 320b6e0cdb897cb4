"""Inputs for the single points of failure: generate.py SEED THEME [LINKS].

Each theme leaves out what the other checks look at, so that a mistake shows in one check: only in `routers` the first-named router
of a network may be one that is not critical, only in `links` two critical routers are neighbours in a ring, only in `joined` a
critical router has no critical link, only `parallel` has parallel links and links to the same router, only `parts` has several
networks.
"""

import random
import string
import sys


class Network:
    def __init__(self, rng):
        self.rng = rng
        self.names = iter(rng.sample(string.ascii_lowercase, 26))
        self.links = []

    def router(self):
        return next(self.names)

    def link(self, one, two):
        self.links.append((one, two) if self.rng.random() < 0.5 else (two, one))

    def tree(self, routers):
        for i in range(1, len(routers)):
            self.link(self.rng.choice(routers[:i]), routers[i])
        return routers

    def ring(self, routers):
        for i in range(len(routers)):
            self.link(routers[i - 1], routers[i])
        return routers

    def routers(self, count):
        return [self.router() for _ in range(count)]

    def lines(self, first=None):
        """The links in any order; when `first` is given, that router is named first."""
        self.rng.shuffle(self.links)
        if first is not None:
            at = next(i for i, link in enumerate(self.links) if first in link and link[0] != link[1])
            one, two = self.links.pop(at)
            self.links.insert(0, (first, two if one == first else one))
        return [f"LINK {one} {two}" for one, two in self.links]


def links(rng):
    net = Network(rng)
    ring = net.ring(net.routers(rng.randint(3, 5)))
    hung = ring[: rng.randint(2, 3)]
    ends = []
    for router in hung:
        ends.append(net.router())
        net.link(router, ends[-1])
    if rng.random() < 0.5:
        other = net.ring(net.routers(3))
        net.link(rng.choice(hung + ends), other[0])
    elif rng.random() < 0.5:
        net.link(rng.choice(ends), net.router())
    return net.lines(rng.choice(hung))


def routers(rng):
    net = Network(rng)
    count = rng.randint(2, 9)
    kind = rng.randrange(3)
    names = net.routers(count)
    if kind == 0:
        net.tree(names)
    elif kind == 1:
        for i in range(1, count):
            net.link(names[i - 1], names[i])
    else:
        for i in range(1, count):
            net.link(names[0], names[i])
    return net.lines()


def joined(rng):
    net = Network(rng)
    middle = net.ring(net.routers(rng.choice([4, 4, 5])))
    joints = [middle[0], middle[2]]
    for joint in joints:
        net.ring([joint, *net.routers(rng.randint(2, 3))])
    return net.lines(rng.choice(joints))


def parallel(rng):
    net = Network(rng)
    names = net.tree(net.routers(rng.randint(3, 5)))
    inner = [name for name in names if sum(name in link for link in net.links) > 1]
    for _ in range(rng.randint(1, 2)):
        router, end = rng.choice(inner), net.router()
        for _ in range(rng.choice([2, 2, 3])):
            net.link(router, end)
    if rng.random() < 0.4:
        net.links += [(rng.choice(names),) * 2]
    return net.lines(rng.choice(inner))


def parts(rng):
    several = []
    names = iter(rng.sample(string.ascii_lowercase, 26))
    for _ in range(rng.randint(2, 3)):
        net = Network(rng)
        net.names = names
        top = net.router()
        if rng.random() < 0.4:
            net.ring([top, *net.routers(2)])
            net.link(top, net.router())
        else:
            for router in net.routers(rng.randint(2, 3)):
                net.link(top, router)
        several.append(net.lines(top))
    lines = []
    while several:  # shuffled together, each in its own order
        part = rng.choice(several)
        lines.append(part.pop(0))
        several = [part for part in several if part]
    return lines


def backbone(rng, count):
    quarter = count // 4
    net = Network(rng)
    net.names = iter(f"r{number}" for number in rng.sample(range(10**6), count + 20))
    hub = net.router()
    ring = net.routers(quarter)
    if quarter >= 8:
        net.ring(ring)
        net.link(hub, ring[0])
        chords = set()
        while len(chords) < quarter:
            one, two = rng.randrange(1, quarter), rng.randrange(1, quarter)
            if abs(one - two) > 1 and quarter // 2 not in (one, two):
                chords.add((min(one, two), max(one, two)))
        for one, two in sorted(chords):
            net.link(ring[one], ring[two])
        last = ring[quarter // 2]
        for router in net.routers(quarter):
            net.link(last, router)
            last = router
    while len(net.links) < count:  # the rest is a star around the hub
        net.link(hub, net.router())
    return net.lines(hub)


THEMES = {
    "links": links,
    "routers": routers,
    "joined": joined,
    "parallel": parallel,
    "parts": parts,
    "backbone": backbone,
}


def main():
    seed, theme, *sizes = sys.argv[1:]
    lines = THEMES[theme](random.Random(int(seed)), *map(int, sizes))
    sys.stdout.write("\n".join([str(len(lines)), *lines]) + "\n")


main()
