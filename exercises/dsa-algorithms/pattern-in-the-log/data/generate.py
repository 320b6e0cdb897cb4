"""Logs and patterns: generate.py SEED THEME [BYTES].

Each theme leaves out what the other checks look at, so that a mistake shows in one check: only `overlap` has matches that
overlap (and no near miss), only `fallback` has near misses, only `bytes` has letters of several bytes and both cases of a word,
only `blanks` has blanks at the ends of lines, only `edges` has matches at the very end and patterns that are not shorter than the log.
"""

import random
import sys


def places(log, pattern):
    return [place for place in range(len(log)) if log.startswith(pattern, place)]


def apart(found, pattern):
    return all(later - earlier >= len(pattern) for earlier, later in zip(found, found[1:]))


def overlap(rng):
    """One chain of matches, each overlapping the one before as far as it can."""
    word = "".join(rng.choice("ab") for _ in range(rng.randint(1, 4)))
    pattern = word * rng.randint(2, 3) + word[: rng.randrange(len(word))]
    step = next(step for step in range(1, len(pattern) + 1) if pattern.startswith(pattern[step:]))
    chain = pattern + pattern[-step:] * rng.randint(1, 5)
    return "." * rng.randrange(4) + chain + "." * rng.randint(1, 3), [pattern]


def back(pattern, shorter, length, byte, steps):
    """How much still fits when a careless search steps back only so many times on a wrong byte, or to the start for 0 times."""
    for _ in range(steps):
        if length and pattern[length] != byte:
            length = shorter[length]
    if steps == 0 and pattern[length] != byte:
        length = 0
    return length + (pattern[length] == byte)


def table(pattern, steps):
    result = [0, 0]
    for byte in pattern[1:]:
        result.append(back(pattern, result, result[-1], byte, steps))
    return result


def matches(log, pattern, shorter, steps):
    found, length = [], 0
    for end, byte in enumerate(log, 1):
        length = back(pattern, shorter, length, byte, steps)
        if length == len(pattern):
            found.append(end - length)
            length = shorter[length]
    return found


ENOUGH = 20


def fallback(rng):
    """Beginnings of the pattern glued together so that one kind of careless search goes wrong, and no two matches that overlap."""
    log_steps, table_steps = rng.choice([(0, ENOUGH), (1, ENOUGH), (ENOUGH, 1)])
    while True:
        pattern = "".join(rng.choice("aab") for _ in range(rng.randint(3, 8) if table_steps > 1 else rng.randint(8, 11)))
        careless = table(pattern, table_steps)
        if table_steps == 1 and careless == table(pattern, ENOUGH):
            continue
        for _ in range(20):
            pieces = [pattern[: rng.randint(1, len(pattern))] for _ in range(rng.randint(2, 6))]
            log = "".join(pieces) + "."
            found = places(log, pattern)
            if apart(found, pattern) and found != matches(log, pattern, careless, log_steps):
                return log, [pattern]


WORDS = ["café", "Zürich", "naïve", "日志", "ошибка", "€5", "𝄞", "Ωmega", "cafe\u0301", "error", "ERROR", "Error", "ok", "OK", "GET", "get", "id=7"]


def bytes_(rng):
    log = [rng.choice(WORDS) for _ in range(rng.randint(2, 9))]
    patterns = [rng.choice(log) for _ in range(rng.randint(1, 3))]
    if rng.random() < 0.5:
        patterns.append(rng.choice(WORDS))
    return rng.choice([" ", ", ", "|"]).join(log) + ".", patterns


def blanks(rng):
    words = ["GET", "/a", "up", "id=7", "42", "x"]
    log = rng.choice(["", " ", "  ", "\t"])
    used = []
    for _ in range(rng.randint(2, 8)):
        used.append(rng.choice(words))
        log += used[-1] + rng.choice([" ", " ", "  ", "\t", ",", "/"])
    log += "."
    patterns = []
    for _ in range(rng.randint(1, 3)):
        word = rng.choice(used)
        patterns.append(rng.choice([" ", word + " ", " " + word, " " + word + " ", word + "  ", "\t" + word, word]))
    return log, [pattern for pattern in patterns if apart(places(log, pattern), pattern)] or [" "]


def edges(rng):
    letters = rng.sample("abcdefghijklmnop", rng.randint(1, 10))
    log = "".join(letters)
    size = len(log)
    choices = [log, log, log + "z", "z" + log, log * 2, log[-1], log[0], log[-rng.randint(1, size) :], log[: rng.randint(1, size)], "z"]
    return log, rng.sample(choices, rng.randint(1, 5))


def long(rng, size):
    """A log of nearly the same byte all along, and half of it as a pattern."""
    same, other = rng.sample("abcxyz", 2)
    run = min(size - 1, size * 11 // 20 + rng.randint(0, size // 1000))
    return same * run + other + same * (size - 1 - run), [same * max(1, size // 2)]


THEMES = {"overlap": overlap, "fallback": fallback, "bytes": bytes_, "blanks": blanks, "edges": edges, "long": long}


def main():
    seed, theme, *sizes = sys.argv[1:]
    log, patterns = THEMES[theme](random.Random(int(seed)), *map(int, sizes))
    text = f"{len(patterns)}\n{log}\n" + "".join(pattern + "\n" for pattern in patterns)
    sys.stdout.buffer.write(text.encode())


main()
