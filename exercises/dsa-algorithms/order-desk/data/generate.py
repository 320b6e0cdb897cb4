"""Tables for the order desk: generate.py SEED THEME [RECORDS].

Each theme leaves out what the other checks look at, so that a mistake shows in one check: only `ties` has records that are equal
in all keys, only `numbers` has numbers whose order as text is another one, only `text` has texts that are not made of lower-case
letters of one length, only `missing` has missing values in the columns of the keys, only `keys` has keys with different directions.
`large` has none of all that: three keys of the same direction, and no two records alike.
"""

import random
import sys

COLUMNS = ["order:text", "name:text", "pieces:number", "price:number"]
NAMES = ["cup", "jug", "pan", "pot"]
LABELS = ["Zinc", "apple", "Apple", "app", "apple pie", "APPLE", "zinc", "Zi", "a-1", "a 1", "a_1", "B", "b", "~", "#7", "(new)"]
DIGITS = ["9", "10", "100", "1", "2", "20", "09", "7up", "1000", "-5", "-40"]
NUMBERS = ["9", "10", "100", "-3", "-20", "-1", "0", "-0", "7", "07", "7.0", "7.00", "7.5", "7.50", "7.45", "10.05", "0.5", "-0.5", "-0.25", "99", "1000"]


def orders(rng, count):
    return [f"k{number}" for number in rng.sample(range(100, 1000), count)]


def table(rng, count, names=NAMES, pieces=None, prices=None):
    pieces = pieces or [str(n) for n in range(1, 5)]
    prices = prices or [str(n) for n in range(5, 9)]
    return [[order, rng.choice(names), rng.choice(pieces), rng.choice(prices)] for order in orders(rng, count)]


def direction(rng):
    return rng.choice(["asc", "desc"])


def ties(rng, count=0):
    rows = table(rng, count or rng.randint(2, 9), NAMES[:3], ["1", "2", "3"], ["5", "6"])
    return [f"{rng.choice(['name', 'pieces', 'price'])} {direction(rng)}"], rows


def text(rng):
    rows = table(rng, rng.randint(2, 9))
    labels = rng.sample(rng.choice([LABELS, DIGITS, LABELS + DIGITS]), len(rows))
    for row, label in zip(rows, labels):
        row[1] = label
    return [f"name {direction(rng)}"], rows


def numbers(rng):
    way = direction(rng)
    column = rng.choice(["pieces", "price"])
    rows = table(rng, rng.randint(2, 9), pieces=NUMBERS, prices=NUMBERS)
    return [f"{column} {way}", f"order {way}"], rows


def missing(rng):
    way = direction(rng)
    place = rng.randrange(1, 4)
    rows = table(rng, rng.randint(2, 9))
    for row in rows:
        if rng.random() < 0.4:
            row[place] = ""
    rng.choice(rows)[place] = ""
    return [f"{COLUMNS[place].split(':')[0]} {way}", f"order {way}"], rows


def keys(rng):
    chosen = rng.sample(["name", "pieces", "price"], rng.randint(1, 2)) + ["order"]
    ways = [direction(rng) for _ in chosen]
    if len(set(ways)) == 1:
        ways[-1] = "asc" if ways[0] == "desc" else "desc"
    return [f"{name} {way}" for name, way in zip(chosen, ways)], table(rng, rng.randint(3, 9), NAMES[:2], ["1", "2"], ["5", "6"])


def large(rng, count):
    numbers = rng.sample(range(10**5, 10**6), count)
    letters = "abcdefghijklmnopqrstuvwxyz"
    names = ["".join(rng.choices(letters, k=3)) for _ in range(40)]
    rows = [[f"k{number}", rng.choice(names), str(rng.randint(10, 99)), str(rng.randint(100, 149))] for number in numbers]
    return ["price desc", "name desc", "order desc"], rows


THEMES = {"ties": ties, "text": text, "numbers": numbers, "missing": missing, "keys": keys, "large": large}


def main():
    seed, theme, *sizes = sys.argv[1:]
    rng = random.Random(int(seed))
    order, rows = THEMES[theme](rng, *map(int, sizes))
    places = list(range(len(COLUMNS)))
    if theme != "large":
        rng.shuffle(places)
    lines = [str(len(rows)), ",".join(COLUMNS[place] for place in places), ",".join(order)]
    lines += [",".join(row[place] for place in places) for row in rows]
    sys.stdout.write("\n".join(lines) + "\n")


main()
