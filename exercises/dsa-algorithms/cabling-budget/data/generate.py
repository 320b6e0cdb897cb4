"""Inputs for the cabling budget: generate.py SEED THEME [SITES].

Each theme leaves out what the other checks look at, so that a mistake shows in one check: only `islands` has more than one island
and SITE lines, only `subsidies` has costs below 1, only `several` has equal costs, several offers for a pair and cables to the
same site, only `large` has large costs. Only in `cheapest` do texts and numbers stand in a different order: in the other themes
the costs that compete are equally long, or (below zero) the longer one begins with the smaller digit.
"""

import random
import string
import sys


def names_of(rng, count):
    if count <= 12:
        return rng.sample(string.ascii_lowercase, count)
    return [f"s{number}" for number in rng.sample(range(10**6), count)]


def pairs_of(rng, sites, more):
    """A tree over the sites and up to `more` further pairs, each pair once."""
    pairs = [(rng.choice(sites[:i]), sites[i]) for i in range(1, len(sites))]
    for _ in range(more if len(sites) > 2 else 0):
        one, two = rng.sample(sites, 2)
        if (one, two) not in pairs and (two, one) not in pairs:
            pairs.append((one, two))
    rng.shuffle(pairs)
    return [pair if rng.random() < 0.5 else pair[::-1] for pair in pairs]


def offers(pairs, costs):
    return [f"CABLE {one} {two} {cost}" for (one, two), cost in zip(pairs, costs)]


def cheapest(rng):
    pairs = pairs_of(rng, names_of(rng, rng.randint(3, 6)), rng.randint(2, 5))
    longest = rng.choice([20, 120, 1200])
    return offers(pairs, rng.sample(range(2, longest), len(pairs)))


def islands(rng):
    sites = names_of(rng, rng.randint(1, 9))
    costs = iter(rng.sample(range(10, 100), 30))
    lines = []
    while sites:
        island = [sites.pop() for _ in range(min(len(sites), rng.choice([1, 1, 2, 3, 4])))]
        if len(island) == 1 or rng.random() < 0.3:
            lines.append(f"SITE {rng.choice(island)}")
        lines += offers(pairs_of(rng, island, rng.randint(0, 1)), costs)
    rng.shuffle(lines)
    return lines


def subsidies(rng):
    sites = names_of(rng, rng.randint(3, 6))
    paid = [-rng.randint(100, 199), -rng.randint(20, 49), -rng.randint(5, 9)]
    loop = rng.sample(sites, 3)
    pairs = pairs_of(rng, sites, rng.randint(1, 3))
    inside = [(loop[i - 1], loop[i]) for i in range(3)]
    pairs = [pair for pair in pairs if pair not in inside and pair[::-1] not in inside]
    costs = rng.sample(range(10, 100), len(pairs))
    if rng.random() < 0.5:
        costs[:1] = [0] * len(costs[:1])
    lines = offers(inside, rng.sample(paid, 3)) + offers(pairs, costs)
    rng.shuffle(lines)
    return lines


def several(rng):
    sites = names_of(rng, rng.randint(2, 5))
    pairs = pairs_of(rng, sites, rng.randint(0, 2))
    pairs += [rng.choice(pairs)[:: rng.choice([1, -1])] for _ in range(rng.randint(1, 4))]
    pairs += [(site, site) for site in rng.sample(sites, rng.randint(0, 1))]
    rng.shuffle(pairs)
    few = rng.sample(range(1, 10), rng.randint(1, 4))
    return offers(pairs, [rng.choice(few) for _ in pairs])


def large(rng):
    pairs = pairs_of(rng, names_of(rng, rng.randint(6, 8)), rng.randint(0, 3))
    return offers(pairs, rng.sample(range(500_000_000, 1_000_000_000), len(pairs)))


def company(rng, count):
    sites = names_of(rng, count)
    hub = sites[0]
    if count == 1:
        return [f"SITE {hub}"]
    lines = []
    for site in sites[1:]:  # the cheaper offers: every site to the hub, whichever is named first
        ends = (hub, site) if rng.random() < 0.5 else (site, hub)
        lines.append(f"CABLE {ends[0]} {ends[1]} {rng.randint(1000, 6999)}")
    seen = set()
    for _ in range(2 * count):
        one, two = rng.randrange(1, count), rng.randrange(1, count)
        pair = (min(one, two), max(one, two))
        if one != two and pair not in seen:
            seen.add(pair)
            lines.append(f"CABLE {sites[one]} {sites[two]} {rng.randint(3000, 9999)}")
    rng.shuffle(lines)
    return lines


THEMES = {
    "cheapest": cheapest,
    "islands": islands,
    "subsidies": subsidies,
    "several": several,
    "large": large,
    "company": company,
}


def main():
    seed, theme, *sizes = sys.argv[1:]
    lines = THEMES[theme](random.Random(int(seed)), *map(int, sizes))
    sys.stdout.write("\n".join([str(len(lines)), *lines]) + "\n")


main()
