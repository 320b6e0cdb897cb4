"""Logs and questions: generate.py SEED THEME [LINES].

Stamps are even, so that an odd time lies between two lines. Each theme leaves out what the other checks look at, so that a mistake shows in
one check: only `first` asks FIRST for a time before the log begins, only `last` asks LAST for one, only `count` ends a range exactly on a
stamp, only `runs` (and `large`) has equal stamps, only `growing` asks before the log is complete for times after its end, or while it is empty.
"""

import random
import sys


def distinct(rng, count):
    stamp, stamps = 2 * rng.randrange(1, 20), []
    for _ in range(count):
        stamps.append(stamp)
        stamp += 2 * rng.choice([1, 1, 2, 5, 40])
    return stamps


def logged(stamps):
    return [f"LOG {stamp}" for stamp in stamps]


def some_time(rng, stamps):
    """From before the first stamp to after the last; half of the times lie on a stamp."""
    kind = rng.randrange(6)
    if kind == 0:
        return max(0, stamps[0] - rng.choice([1, 2, 7]))
    if kind == 1:
        return stamps[-1] + rng.choice([1, 2, 7])
    return rng.choice(stamps) + rng.choice([0, 0, 0, -1, 1])


def first(rng):
    stamps = distinct(rng, rng.randint(1, 5))
    return logged(stamps) + [f"FIRST {some_time(rng, stamps)}" for _ in range(rng.randint(2, 5))]


def last(rng):
    stamps = distinct(rng, rng.randint(1, 5))
    return logged(stamps) + [f"LAST {some_time(rng, stamps)}" for _ in range(rng.randint(2, 5))]


def count(rng):
    stamps = distinct(rng, rng.randint(1, 5))
    questions = []
    for _ in range(rng.randint(2, 5)):
        a, b = sorted([some_time(rng, stamps), some_time(rng, stamps)])
        questions.append(f"COUNT {a} {a if rng.random() < 0.15 else b}")
    return logged(stamps) + questions


def inner_question(rng, stamps):
    """One that finds lines and does not end on a stamp."""
    stamp = rng.choice(stamps)
    kind = rng.randrange(3)
    if kind == 0 or stamp == stamps[0]:
        return f"FIRST {stamp}"
    if kind == 1:
        return f"LAST {stamp}"
    a, b = sorted([stamp, rng.choice(stamps)])
    return f"COUNT {a} {b + 1}"


def runs(rng):
    stamps = []
    for stamp in distinct(rng, rng.randint(2, 3)):
        stamps += [stamp] * rng.randint(1, 3)
    if len(set(stamps)) == len(stamps):
        stamps.append(stamps[-1])
    return logged(stamps) + [inner_question(rng, stamps) for _ in range(max(2, rng.randint(2, 11) - len(stamps)))]


def growing(rng):
    lines = []
    if rng.random() < 0.4:
        lines.append(rng.choice(["FIRST 8", "COUNT 0 99"]))
    stamps = distinct(rng, rng.randint(2, 5))
    for place, stamp in enumerate(stamps, 1):
        lines.append(f"LOG {stamp}")
        late = stamp + rng.choice([1, 5, 9])
        question = rng.choice([f"FIRST {late}", f"LAST {late}", f"COUNT {rng.choice(stamps[:place])} {late}", inner_question(rng, stamps[:place])])
        if rng.random() < 0.6:
            lines.append(question)
    lines.append(f"COUNT 0 {stamps[-1] + 3}")
    return lines


def large(rng, size):
    """Two long runs of equal stamps with single lines before, between and after; as many questions, nine of ten near the runs."""
    single = max(1, size // 30)
    run = max(0, size - 3 * single) // 2
    stamps = []
    for part in range(3):
        begin = 10**6 * (part + 1)
        stamps += sorted(rng.sample(range(begin, begin + 4 * single, 2), single))
        if part < 2:
            stamps += [begin + 900000] * run
    lines = logged(stamps)
    runs = [1900000, 2900000]
    first_stamp, last_stamp = stamps[0], stamps[-1]
    for _ in range(size):
        a = rng.choice(runs) if rng.random() < 0.9 and run else rng.choice(stamps)
        kind = rng.randrange(3)
        if kind == 0 or a == first_stamp:
            lines.append(f"FIRST {a}")
        elif kind == 1:
            lines.append(f"LAST {a}")
        else:
            lines.append(f"COUNT {a} {rng.randrange(a, max(a, last_stamp) + 1) | 1}")
    return lines


THEMES = {f.__name__: f for f in (first, last, count, runs, growing, large)}


def main():
    seed, theme, *sizes = sys.argv[1:]
    lines = THEMES[theme](random.Random(int(seed)), *map(int, sizes))
    sys.stdout.write(f"{len(lines)}\n" + "\n".join(lines) + "\n")


main()
