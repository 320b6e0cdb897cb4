"""Ranges and questions: generate.py SEED THEME [RANGES].

Each theme leaves out what the other checks look at, so that a mistake shows in one check: only `ends` has ranges of one minute, only `overlap`
has ranges that share minutes or touch each other (and `large`, where no two are the same), only `border` reaches the first and the last minute,
only `negative` has minutes that come out below zero, only `big` has sums of more than 32 bits.
"""

import random
import sys

LAST = 527039


def apart(rng, count, shortest, longest):
    """Ranges in a random order that share no minute and do not touch."""
    ranges, at = [], rng.randint(1, 5)
    for _ in range(count):
        end = at + rng.randint(shortest, longest) - 1
        ranges.append((at, end))
        at = end + rng.randint(2, 6)
    rng.shuffle(ranges)
    return ranges


def questions(rng, ranges, count):
    """Most begin and end at a minute where something changes, or beside it."""
    minutes = sorted({minute + step for pair in ranges for minute in pair for step in (-1, 0, 1) if 0 < minute + step < LAST})
    out = []
    for _ in range(count):
        a, b = sorted(rng.sample(minutes, 2))
        out.append(f"SUM {a} {b}")
    return out


def adds(rng, ranges, low, high):
    return [f"ADD {a} {b} {rng.randint(low, high)}" for a, b in ranges]


def ends(rng):
    ranges = apart(rng, rng.randint(1, 4), 1, 3)
    single = rng.choice([minute for pair in ranges for minute in pair])
    ranges += apart_after(rng, ranges)
    lines = adds(rng, ranges, 1, 9) + questions(rng, ranges, rng.randint(1, 4))
    return lines + [f"SUM {single} {single}"]


def apart_after(rng, ranges):
    minute = max(b for _, b in ranges) + rng.randint(2, 9)
    return [(minute, minute)]


def overlap(rng):
    ranges = []
    for _ in range(rng.randint(2, 6)):
        a, b = sorted(rng.sample(range(1, 12), 2))
        if ranges and rng.random() < 0.4:
            a, b = rng.choice(ranges)
        elif ranges and rng.random() < 0.3:
            a = rng.choice(ranges)[1] + 1
            b = a + rng.randint(1, 4)
        ranges.append((a, b))
    return adds(rng, ranges, 1, 9) + questions(rng, ranges, rng.randint(2, 5))


def border(rng):
    first = (0, rng.randint(1, 5))
    last = (LAST - rng.randint(1, 5), LAST)
    ranges = rng.choice([[first], [last], [first, last], [(0, LAST)]])
    lines = adds(rng, ranges, 1, 999) + [rng.choice([f"SUM 0 {LAST}", f"SUM 0 {rng.randint(1, 9)}", f"SUM {LAST - 4} {LAST}"])]
    for _ in range(rng.randint(1, 4)):
        a = rng.choice([0, 0, rng.randint(1, 5), LAST - rng.randint(2, 6)])
        b = rng.choice([LAST, LAST - 1, rng.randint(a + 1, LAST)])
        lines.append(f"SUM {a} {b}")
    return lines


def negative(rng):
    ranges = apart(rng, rng.randint(1, 5), 2, 4)
    lines = adds(rng, ranges, -9, 9) + questions(rng, ranges, rng.randint(2, 5))
    a, b = ranges[0]
    return [f"ADD {a} {b} {-rng.randint(1, 9)}"] + lines[1:] + [f"SUM {a} {b}"]


def big(rng):
    long = (rng.randint(10, 50), rng.randint(LAST - 60000, LAST - 20000))
    ranges = rng.choice([[long], [long, (long[1] + 5, LAST - 10)]])
    lines = [f"ADD {a} {b} {rng.randint(9500, 10000)}" for a, b in ranges]
    return lines + [f"SUM {rng.randint(1, 20000)} {rng.randint(long[1] - 9999, LAST - 1)}" for _ in range(rng.randint(1, 4))]


def large(rng, count):
    """Long ranges; each second one takes back nearly all of the one before it, so that sums stay small."""
    lines, seen = [], set()
    while len(lines) < count:
        a, b = sorted(rng.sample(range(1, LAST), 2))
        if b - a < 1000 or (a, b) in seen:
            continue
        requests = rng.randint(1, 20)
        inner = (a + rng.randint(1, 50), b - rng.randint(1, 50))
        if inner in seen:
            continue
        seen |= {(a, b), inner}
        lines += [f"ADD {a} {b} {requests}", f"ADD {inner[0]} {inner[1]} {-requests}"]
    del lines[count:]
    for _ in range(count):
        a, b = rng.randrange(1, LAST), rng.randrange(1, LAST)
        lines.append(f"SUM {a} {b}" if a <= b else f"SUM {b} {a}")
    return lines


THEMES = {f.__name__: f for f in (ends, overlap, border, negative, big, large)}


def main():
    seed, theme, *sizes = sys.argv[1:]
    lines = THEMES[theme](random.Random(int(seed)), *map(int, sizes))
    sys.stdout.write(f"{len(lines)}\n" + "\n".join(lines) + "\n")


main()
