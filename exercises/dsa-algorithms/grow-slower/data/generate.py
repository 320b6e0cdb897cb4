"""Sales and requests: generate.py SEED THEME [SIZE].

`mixed` asks for everything, with few sales and many ties. The other themes ask for one report only, in a way that makes the slow program do all its work: nearly
all names are different, a total spans nearly all sales, and there are as many requests as sales. Their amounts are different multiples of 4 and the
amounts that are asked for are odd, so that nothing is decided by the rules for ties.
"""

import random
import sys

GOODS = ["tea", "cup", "pot", "lamp", "desk", "sieve", "towel"]


def mixed(rng):
    small = rng.random() < 0.8
    count = rng.randint(0, 6) if small else rng.randint(9, 13)
    goods = rng.sample(GOODS, rng.randint(2, 7))
    spread = rng.choice([3, 10, 30])
    sales = [(rng.choice(goods), rng.randrange(spread) * rng.choice([1, 1, 1, 100])) for _ in range(count)]
    requests = []
    for _ in range(rng.randint(1, 5 if small else 2)):
        kind = rng.randrange(4) if small else rng.choice([0, 2, 2])
        if kind == 0:
            requests.append("DUPLICATES")
        elif kind == 1 and count > 0:
            first, last = sorted(rng.randint(1, count) for _ in range(2))
            requests.append(f"TOTAL {first} {last}")
        elif kind == 2:
            requests.append("TOP")
        else:
            two = [amount for _, amount in rng.choices(sales, k=2)] if sales else [0, 0]  # in the middle of them it is a tie
            requests.append(f"NEAREST {rng.choice([rng.randrange(spread + 3), rng.randrange(300), sum(two) // 2, sum(two) // 2])}")
    if requests.count("DUPLICATES") > 3 or requests.count("TOP") > 3:
        return mixed(rng)
    return sales, requests


def plenty(rng, count):
    """Sales with different names and amounts."""
    amounts = rng.sample(range(0, 1000001, 4), count)
    numbers = rng.sample(range(10**6), count)
    return [(f"{rng.choice(GOODS)}-{number}", amount) for number, amount in zip(numbers, amounts)]


def duplicates(rng, count):
    sales = plenty(rng, count)
    for _ in range(min(10, count // 2)):
        sales[rng.randrange(count)] = sales[rng.randrange(count)]
    return sales, ["DUPLICATES"]


def totals(rng, count):
    edge = count // 10
    return plenty(rng, count), [f"TOTAL {rng.randint(1, edge + 1)} {rng.randint(count - edge, count)}" for _ in range(count)]


def top(rng, count):
    return plenty(rng, count), ["TOP"]


def nearest(rng, count):
    return plenty(rng, count), [f"NEAREST {rng.randrange(1, 1000000, 2)}" for _ in range(count)]


THEMES = {"mixed": mixed, "duplicates": duplicates, "totals": totals, "top": top, "nearest": nearest}


def main():
    seed, theme, *sizes = sys.argv[1:]
    sales, requests = THEMES[theme](random.Random(int(seed)), *map(int, sizes))
    lines = [str(len(sales))] + [f"{name} {amount}" for name, amount in sales] + [str(len(requests))] + requests
    sys.stdout.write("\n".join(lines) + "\n")


main()
