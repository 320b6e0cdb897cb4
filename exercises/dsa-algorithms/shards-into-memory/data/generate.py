"""Inputs for the shards: generate.py SEED THEME [BUDGET].

Each theme leaves out what the other checks look at, so that a mistake shows in one check: only in `ratio` is the best value for the
memory first not a best choice, only `once` has shards that are alike, only in `fits` may a shard be as large as the budget, only
`choice` has shards that can be chosen behind others that are too large.
"""

import random
import sys


def best(shards, budget):
    row = [0] * (budget + 1)
    for size, value in shards:
        for memory in range(budget, size - 1, -1):
            row[memory] = max(row[memory], row[memory - size] + value)
    return row[budget]


def best_with_reuse(shards, budget):
    row = [0] * (budget + 1)
    for memory in range(1, budget + 1):
        row[memory] = max([row[memory - 1]] + [row[memory - size] + value for size, value in shards if size <= memory])
    return row[budget]


def by_ratio(shards, budget):
    worth = 0
    for size, value in sorted(shards, key=lambda shard: -shard[1] / shard[0]):
        if size <= budget:
            budget -= size
            worth += value
    return worth


def some(rng, count, budget):
    """Different shards that are smaller than the budget, without equal ratios."""
    shards = {}
    while len(shards) < count:
        size = rng.randint(1, budget - 1)
        value = rng.randint(1, 15) + rng.randint(2, 8) * size
        shards[value / size] = (size, value)
    return rng.sample(list(shards.values()), count)


def ratio(rng):
    while True:
        budget = rng.randint(8, 25)
        shards = some(rng, rng.randint(3, 8), budget)
        if by_ratio(shards, budget) < best(shards, budget):
            return budget, shards


def once(rng):
    while True:
        budget = rng.randint(8, 25)
        shards = some(rng, rng.randint(1, 5), budget)
        alike = rng.choice(shards)
        copies = rng.choice([0, 1, 1, 2])
        more = shards + [alike] * copies
        worth = best(more, budget)
        if copies and best(shards, budget) == worth:
            continue
        if by_ratio(more, budget) == worth < best_with_reuse(shards, budget):
            rng.shuffle(more)
            return budget, more


def fits(rng):
    budget = rng.randint(4, 20)
    kind = rng.randrange(4)
    if kind == 0:
        return budget, [(budget + rng.randint(1, 30), rng.randint(1, 50)) for _ in range(rng.randint(0, 5))]
    if kind == 1:
        return 0, [(rng.randint(1, 9), rng.randint(1, 9)) for _ in range(rng.randint(0, 3))]
    while True:
        shards = some(rng, rng.randint(1, min(4, budget - 2)), budget)
        exact = (budget, rng.randint(50, 250))
        worth = best(shards + [exact], budget)
        if worth == by_ratio(shards + [exact], budget) == exact[1] > best(shards, budget):
            shards.insert(rng.randint(0, len(shards)), exact)
            return budget, shards


def choice(rng):
    while True:
        budget = rng.randint(8, 20)
        shards = some(rng, rng.randint(2, 5), budget)
        if by_ratio(shards, budget) != best(shards, budget):
            continue
        for i in range(rng.randint(1, 4)):
            at = 0 if i == 0 else rng.randint(0, len(shards))
            shards.insert(at, (budget + rng.randint(1, 40), rng.randint(1, 200)))
        return budget, shards


def filled(rng, shards, budget):
    """The budget made smaller, so that the shards of best ratio fill it."""
    room = 0
    for size, _ in sorted(shards, key=lambda shard: -shard[1] / shard[0]):
        if room + size > budget and room > 0:
            break
        room += size
    rng.shuffle(shards)
    return room, shards


def different_ratios(rng, sizes):
    ratios = rng.sample(range(2_000, 20_000), len(sizes))
    return [(size, max(1, size * ratio // 1000)) for size, ratio in zip(sizes, ratios)]


def fleet(rng, budget):
    sizes = [rng.randint(max(1, budget // 200), max(1, budget // 20)) for _ in range(100)]
    return filled(rng, different_ratios(rng, sizes), budget)


def memory(rng, budget):
    small = different_ratios(rng, [rng.randint(budget // 200, budget // 100) for _ in range(5)])
    small = [(size, value + 20 * size) for size, value in small]
    most = budget - sum(size for size, _ in small)
    large = different_ratios(rng, [rng.randint(most * 99 // 100, most) for _ in range(995)])
    large = [(size, min(value, 9 * size)) if size != most else (size, 10 * size - 1) for size, value in large]
    large[0] = (most, 10 * most)  # with the small ones, it fills the budget
    shards = small + large
    rng.shuffle(shards)
    return budget, shards


THEMES = {"ratio": ratio, "once": once, "fits": fits, "choice": choice, "fleet": fleet, "memory": memory}


def main():
    seed, theme, *sizes = sys.argv[1:]
    budget, shards = THEMES[theme](random.Random(int(seed)), *map(int, sizes))
    sys.stdout.write(f"{len(shards)} {budget}\n" + "".join(f"{size} {value}\n" for size, value in shards))


main()
