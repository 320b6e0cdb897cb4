"""Texts for the bracket audit: generate.py SEED THEME [DEPTH], one call a line.

Each theme leaves out what the other checks look at, so that a mistake shows in one check: only `nesting` has brackets that
cross (elsewhere a fault is a closing bracket of a kind of which none is open), only `leftovers` leaves brackets open at the end,
only `quotes` has brackets between quotes, only `escapes` has backslashes, only `places` has indented and empty lines.
"""

import json
import random
import sys

PAIRS = ["()", "[]", "{}"]
WORDS = ["port", "80", "host=", "a", "b,", "tls:", "on", "x1", "#", "*"]


def word(rng):
    return rng.choice(WORDS)


def balanced(rng, pieces, filler):
    """A list of pieces with properly nested brackets; `filler` makes what stands between them."""
    out, closers = [], []
    for _ in range(pieces):
        kind = rng.randrange(4)
        if kind == 0:
            pair = rng.choice(PAIRS)
            out.append(pair[0])
            closers.append(pair[1])
        elif kind == 1 and closers:
            out.append(closers.pop())
        else:
            out.append(filler(rng))
    return out + closers[::-1]


def break_lines(rng, pieces, chance=0.2, indent=lambda rng: ""):
    """The pieces joined to a text of lines, with blanks here and there."""
    out = []
    for piece in pieces:
        out.append(piece)
        if rng.random() < chance:
            out.append("\n" + indent(rng))
        elif rng.random() < 0.3:
            out.append(" ")
    return "".join(out).split("\n")


def tidy(lines):
    """Without what only `places` may have."""
    return [line.lstrip() for line in lines if line.strip()]


def stray(rng, pieces):
    """A closing bracket where nothing is open."""
    return pieces + [rng.choice(PAIRS)[1]] + [word(rng)]


def nesting(rng):
    pieces = balanced(rng, rng.randint(4, 25), word)
    kind = rng.randrange(4)
    closing = [i for i, piece in enumerate(pieces) if piece in ")]}"]
    if kind < 2:  # two closing brackets change places
        crossing = [(i, j) for i, j in zip(closing, closing[1:]) if pieces[i] != pieces[j]]
        if crossing:
            i, j = rng.choice(crossing)
            pieces[i], pieces[j] = pieces[j], pieces[i]
    elif kind == 2:  # one too many
        pieces.insert(rng.randint(1, len(pieces)), rng.choice(")]}"))
        if pieces[-1] in ")]}":
            pieces.append(word(rng))
    return tidy(break_lines(rng, pieces))


def leftovers(rng):
    pieces = []
    for _ in range(rng.randint(1, 4)):
        pieces += balanced(rng, rng.randrange(6), word) + [rng.choice(PAIRS)[0]]
    pieces += balanced(rng, rng.randrange(6), word)
    return tidy(break_lines(rng, pieces))


def quotes(rng):
    def filler(rng):
        if rng.random() < 0.5:
            return word(rng)
        inner = [rng.choice("()[]{}") if rng.random() < 0.6 else word(rng) for _ in range(rng.randrange(5))]
        joint = rng.choice(["", " ", "\n"])
        return '"' + joint.join(inner) + '"'

    pieces = balanced(rng, rng.randint(2, 16), filler)
    if rng.random() < 0.5:
        pieces = stray(rng, pieces)
    elif rng.random() < 0.3:
        pieces += ['"', rng.choice("()[]{}"), word(rng)]
    return tidy(break_lines(rng, pieces))


def escapes(rng):
    def filler(rng):
        kind = rng.randrange(4)
        if kind == 0:
            return word(rng)
        if kind == 1:
            return "\\" + rng.choice('()[]{}"\\n')
        inner = [rng.choice(["\\\\", '\\"', "x", "y "]) for _ in range(rng.randrange(5))]
        return '"' + "".join(inner) + '"'

    pieces = balanced(rng, rng.randint(2, 16), filler)
    if rng.random() < 0.7:
        pieces = stray(rng, pieces)
    return tidy(break_lines(rng, pieces))


def places(rng):
    def indent(rng):
        return rng.choice(["", " ", "    ", "\t", "\t\t  ", "\n", "\n\n  ", "   \n "])

    pieces = stray(rng, balanced(rng, rng.randint(1, 16), word))
    lines = break_lines(rng, pieces[:-2], 0.4, indent)
    return lines + rng.choice([[], [""], ["", ""]]) + [indent(rng).replace("\n", "") + " ".join(pieces[-2:])]


def deep(rng, depth):
    pairs = rng.choices(PAIRS, k=depth)
    text = "".join(pair[0] for pair in pairs) + "".join(pair[1] for pair in reversed(pairs))
    if rng.random() < 0.5:
        text += rng.choice(")]}")
    return [text[i : i + 1000] for i in range(0, len(text), 1000)]


THEMES = {"nesting": nesting, "leftovers": leftovers, "quotes": quotes, "escapes": escapes, "places": places, "deep": deep}


def main():
    seed, theme, *sizes = sys.argv[1:]
    rng = random.Random(int(seed))
    for _ in range(1 if sizes else 40):
        print(json.dumps([THEMES[theme](rng, *map(int, sizes))]))


main()
