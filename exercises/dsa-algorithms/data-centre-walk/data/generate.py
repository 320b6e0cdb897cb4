"""Maps for the walk: generate.py SEED THEME [SIDE].

Each theme leaves out what the other checks look at, so that a mistake shows in one check: only `aisles` has
several ways to the same place, only `border` has a map that is not framed by racks, only `doors` and `keys` have doors that
can be opened (one letter, several letters), only `closed` has no way to T.
"""

import random
import sys


def search(rows, doors="ABCD", joined=False, used_up=False, last_only=False):
    """The fewest steps (None when there is no way) and the key sets that can be held.

    `doors` are the doors that can be opened, or "open" when no key is needed; the rest are mistakes: a step leads from the end of
    a row to the next row, a key is used up by a door, only the last key is held.
    """
    place = {(r, c): mark for r, row in enumerate(rows) for c, mark in enumerate(row)}
    start = next(spot for spot, mark in place.items() if mark == "S")
    seen = {(start, "")}
    frontier, steps, answer = [(start, "")], 0, None
    while frontier:
        steps += 1
        following = []
        for (r, c), keys in frontier:
            for spot in (r - 1, c), (r + 1, c), (r, c - 1), (r, c + 1):
                if joined:
                    spot = divmod(spot[0] * len(rows[0]) + spot[1], len(rows[0]))
                mark = place.get(spot, "#")
                if mark == "T" and answer is None:
                    answer = steps
                if mark in "#T" or mark in "ABCD" and doors != "open" and (mark.lower() not in keys or mark not in doors):
                    continue
                held = keys
                if mark in "abcd":
                    held = mark if last_only else "".join(sorted(set(keys + mark)))
                elif mark in "ABCD" and used_up:
                    held = keys.replace(mark.lower(), "")
                if (spot, held) not in seen:
                    seen.add((spot, held))
                    following.append((spot, held))
        frontier = following
    return answer, {keys for spot, keys in seen}


def fewest_steps(rows, **how):
    return search(rows, **how)[0]


def hall(rng, height, width, racks):
    return [["#" if rng.random() < racks else "." for _ in range(width)] for _ in range(height)]


def put(rng, rows, marks):
    spots = [(r, c) for r, row in enumerate(rows) for c, mark in enumerate(row) if mark == "."]
    if len(spots) < len(marks):
        return False
    for (r, c), mark in zip(rng.sample(spots, len(marks)), marks):
        rows[r][c] = mark
    return True


def framed(rows):
    width = len(rows[0]) + 2
    return [["#"] * width, *(["#", *row, "#"] for row in rows), ["#"] * width]


def maze(rng, height, width):
    """Aisles without any round trip, so that there is one way from a place to another."""
    rows = [["#"] * width for _ in range(height)]

    def neighbours(r, c):
        return [(r + dr, c + dc) for dr, dc in ((-1, 0), (1, 0), (0, -1), (0, 1)) if 0 <= r + dr < height and 0 <= c + dc < width]

    edge = [(rng.randrange(height), rng.randrange(width))]
    while edge:
        r, c = edge.pop(rng.randrange(len(edge)) if rng.random() < 0.4 else -1)
        if rows[r][c] == "#" and sum(rows[y][x] == "." for y, x in neighbours(r, c)) <= 1:
            rows[r][c] = "."
            edge += rng.sample(neighbours(r, c), len(neighbours(r, c)))
    return rows


def until(wanted, draw):
    while True:
        rows = draw()
        if rows and wanted(rows):
            return rows


def aisles(rng):
    def draw():
        rows = hall(rng, rng.randint(2, 7), rng.randint(2, 12), rng.uniform(0.05, 0.3))
        return put(rng, rows, "ST") and framed(rows)

    return until(fewest_steps, draw)


def border(rng):
    def draw():
        rows = maze(rng, rng.randint(1, 9), rng.randint(2, 12))
        return put(rng, rows, "ST") and rows

    trap = rng.random() < 0.6
    return until(lambda rows: not trap or fewest_steps(rows) != fewest_steps(rows, joined=True), draw)


def behind_doors(rng, letters, doors, trap, no_trap):
    """A maze in which all the keys are needed and can be taken in one order only."""

    def draw():
        rows = maze(rng, rng.randint(3, 7), rng.randint(5, 11))
        return put(rng, rows, ["S", "T", *letters, *doors]) and framed(rows)

    def wanted(rows):
        steps, held = search(rows)
        if not steps or len(held) != len(letters) + 1:
            return False
        if fewest_steps(rows, **trap) == steps or fewest_steps(rows, **no_trap) != steps:
            return False
        return not any(fewest_steps(rows, doors="ABCD".replace(letter.upper(), "")) for letter in letters)

    return until(wanted, draw)


def doors(rng):
    letter = rng.choice("abcd")
    trap = rng.choice([{"doors": "open"}, {"used_up": True}])
    return behind_doors(rng, [letter], [letter.upper()] * 2, trap, {})


def keys(rng):
    letters = rng.sample("abcd", rng.choice([2, 2, 2, 3]))
    trap = rng.choice([{"doors": "open"}, {"last_only": True}])
    return behind_doors(rng, letters, [letter.upper() for letter in letters], trap, {"used_up": True})


def closed(rng):
    def draw():
        if rng.random() < 0.4:
            rows = hall(rng, rng.randint(1, 7), rng.randint(3, 10), rng.uniform(0.3, 0.5))
            return put(rng, rows, "ST") and framed(rows)
        rows = maze(rng, rng.randint(2, 7), rng.randint(4, 10))
        door, key = rng.choice("ABCD"), rng.choice("abcd")
        return put(rng, rows, ["S", "T", door, key]) and framed(rows)

    return until(lambda rows: not fewest_steps(rows), draw)


def large(rng, side):
    """An open hall with a few racks; T stands in the middle behind two doors, the keys hang far away from each other."""
    side = max(side, 9)
    rows = hall(rng, side - 2, side - 2, 0.03)
    last, middle = side - 3, (side - 3) // 2
    for spot in (0, 0), (0, last), (last, 0):
        for r in range(3):
            for c in range(3):
                rows[abs(spot[0] - r)][abs(spot[1] - c)] = "."
    rows[0][0], rows[0][last], rows[last][0] = "S", "a", "b"
    for r in range(-1, 2):
        for c in range(-1, 2):
            rows[middle + r][middle + c] = "#"
    rows[middle][middle], rows[middle][middle + 1], rows[middle][middle + 2] = "T", "A", "B"
    for c in range(middle + 3, last + 1):  # a way to the doors in any case
        rows[middle][c] = "."
    for r in range(middle, last + 1):
        rows[r][last] = "."
    return framed(rows)


THEMES = {"aisles": aisles, "border": border, "doors": doors, "keys": keys, "closed": closed, "hall": large}


def main():
    seed, theme, *sizes = sys.argv[1:]
    rows = THEMES[theme](random.Random(int(seed)), *map(int, sizes))
    sys.stdout.write(f"{len(rows)} {len(rows[0])}\n" + "".join("".join(row) + "\n" for row in rows))


main()
