"""Networks and questions: generate.py SEED THEME [ROUTERS].

Each theme leaves out what the other checks look at, so that a mistake shows in one check: only in `total` has the fastest
route more links than another one, only in `hops` do several equally fast routes differ in their number of links, only in `first`
do several have the same number, only `links` has latency 0 and repeated links, only `unreachable` has pairs that no way joins,
only `large` has large totals.
"""

import random
import sys

NAMES = "ams arn ath ber bru cdg cph dub fra gva hel ist kef lhr lis lux mad mil mrs muc osl prg rig sof sto tll vie vno waw zrh a-1 a-2 a1 a2 b c x y z".split()


def ways(links, start, target):
    """All ways without a repeated router: (latency, links, names)."""
    fastest = {}  # router -> {neighbour: latency}
    for a, b, latency in links:
        for here, there in (a, b), (b, a):
            neighbours = fastest.setdefault(here, {})
            neighbours[there] = min(latency, neighbours.get(there, latency))
    found, open_ways = [], [(0, (start,))]
    while open_ways:
        total, names = open_ways.pop()
        if names[-1] == target:
            found.append((total, len(names) - 1, names))
            continue
        open_ways += [(total + latency, (*names, there)) for there, latency in fastest.get(names[-1], {}).items() if there not in names]
    return sorted(found)


def drawn(rng, routers, count, latencies):
    pairs = [(a, b) for i, a in enumerate(routers) for b in routers[i + 1 :]]
    links = [(*rng.sample(pair, 2), rng.choice(latencies)) for pair in rng.sample(pairs, min(count, len(pairs)))]
    return links, rng.sample(routers, 2)


def until(wanted, draw):
    """Links and one question, of which `wanted` sees the fastest ways and all ways."""
    while True:
        links, (start, target) = draw()
        found = ways(links, start, target)
        if found and wanted([way for way in found if way[0] == found[0][0]], found):
            return links, [(start, target)]


def fewest(found):
    return min(count for _, count, _ in found)


def total(rng):
    def wanted(best, found):
        return len(best) == 1 and best[0][1] > fewest(found)

    return until(wanted, lambda: drawn(rng, rng.sample(NAMES, rng.randint(3, 6)), rng.randint(3, 9), range(1, 100)))


def hops(rng):
    def wanted(best, found):
        short = [way for way in best if way[1] == best[0][1]]
        return len(best) > 1 and len(short) == 1 and short[0][1] == fewest(found) and min(best, key=lambda way: way[2]) not in short

    return until(wanted, lambda: drawn(rng, rng.sample(NAMES, rng.randint(3, 6)), rng.randint(3, 9), [1, 2, 2, 3, 4, 5]))


def first(rng):
    def wanted(best, found):
        short = [way for way in best if way[1] == best[0][1]]
        first_of_all = min(best, key=lambda way: way[2]) == short[0]
        from_the_end = min(short, key=lambda way: way[2][::-1])
        return len(short) > 1 and short[0][1] == fewest(found) and first_of_all and (easy or from_the_end != short[0])

    easy = rng.random() < 0.3
    return until(wanted, lambda: drawn(rng, rng.sample(NAMES, rng.randint(4, 6)), rng.randint(4, 9), [1, 1, 1, 2, 3]))


def links(rng):
    def draw():
        some, (start, target) = drawn(rng, rng.sample(NAMES, rng.randint(2, 5)), rng.randint(1, 6), range(1, 100))
        found = ways(some, start, target)
        if found:
            names = found[0][2]
            on_the_way = [link for link in some if link[0] in names and link[1] in names and abs(names.index(link[0]) - names.index(link[1])) == 1]
            if kind != "parallel":
                a, b, latency = rng.choice(on_the_way)
                some[some.index((a, b, latency))] = (a, b, 0)
            else:
                for a, b, latency in rng.choices(on_the_way, k=rng.randint(1, 3)):
                    some.append((*rng.sample((a, b), 2), rng.randint(1, 2 * latency)))
                rng.shuffle(some)
        return some, (start, target)

    def wanted(best, found):
        return len(best) == 1 and best[0][1] == fewest(found)

    kind = rng.choice(["parallel", "zero"])
    return until(wanted, draw)


def tree(rng, routers, latencies):
    return [(*rng.sample((routers[i], rng.choice(routers[:i][-3:])), 2), rng.choice(latencies)) for i in range(1, len(routers))]


def unreachable(rng):
    names = rng.sample(NAMES, rng.randint(4, 9))
    cut, end = sorted(rng.sample(range(1, len(names)), 2))
    parts = [names[:cut], names[cut:end]]
    questions = []
    for _ in range(rng.randint(1, 4)):
        kind = rng.randrange(5)
        if kind == 0:
            questions.append((rng.choice(parts[0]), rng.choice(parts[1])))
        elif kind == 1:
            questions.append((rng.choice(names), names[-1]))
        elif kind == 2:
            questions.append((names[-1], rng.choice(names)))
        elif kind == 3:
            questions.append((rng.choice(names),) * 2)
        else:
            questions.append(tuple(rng.choices(rng.choice(parts), k=2)))
    joined = [link for part in parts for link in tree(rng, part, range(1, 100))]
    rng.shuffle(joined)
    return joined, questions


def large(rng):
    names = rng.sample(NAMES, rng.randint(6, 11))
    joined = [(*rng.sample((a, b), 2), rng.randint(900_000_000, 1_000_000_000)) for a, b in zip(names, names[1:])]
    rng.shuffle(joined)
    return joined, [rng.choice([(names[0], names[-1]), (names[-1], names[0])])]


def network(rng, count):
    """A wide part in which everything is near, and a long band behind it; the question leads from one to the other."""
    count = max(count, 4)
    names = [f"{rng.choice(NAMES)}-{number}" for number in rng.sample(range(10**6), count)]
    wide = count * 7 // 10
    near = names[:wide]
    joined = [(names[i], names[rng.randrange(i)]) for i in range(1, wide)]
    joined += [rng.sample(near, 2) for _ in range(wide // 2)]
    for i in range(wide, count):
        joined.append((names[i], names[max(0, i - rng.randint(1, 3))]))
        joined.append((names[i], names[max(0, i - rng.randint(4, 8))]))
    rng.shuffle(joined)
    return [(*rng.sample(pair, 2), rng.randint(1, 100_000)) for pair in joined], [(names[rng.randrange(wide)], names[-1])]


THEMES = {"total": total, "hops": hops, "first": first, "links": links, "unreachable": unreachable, "large": large, "network": network}


def main():
    seed, theme, *sizes = sys.argv[1:]
    joined, questions = THEMES[theme](random.Random(int(seed)), *map(int, sizes))
    lines = [f"LINK {a} {b} {latency}" for a, b, latency in joined] + [f"ROUTE {a} {b}" for a, b in questions]
    sys.stdout.write(f"{len(lines)}\n" + "".join(line + "\n" for line in lines))


main()
