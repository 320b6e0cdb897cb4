"""Inputs for the search box: generate.py SEED THEME [TERMS].

Each theme leaves out what the other checks look at, so that a mistake shows in one check: only `top` has weights of different
lengths, only `ties` has terms of equal weight, only `again` adds a term twice, only `whole` asks for a prefix that is a term, only
`none` asks where no term matches. In all of them but `none` a prefix stands in a term only at its beginning, because s and t are
only ever first letters.
"""

import random
import sys

VOWELS = "aeiou"
CONSONANTS = "lmnp"


def stem(rng):
    return rng.choice("st") + rng.choice("ao")


def terms_of(rng, stems, count):
    """Different terms that begin with one of the stems and are longer."""
    terms = set()
    while len(terms) < count:
        terms.add(rng.choice(stems) + "".join(rng.choice(CONSONANTS + VOWELS) for _ in range(rng.randint(1, 2))))
    return rng.sample(sorted(terms), count)


def ask(rng, stems):
    prefix = rng.choice(stems)
    return f"ASK {prefix[: rng.randint(1, len(prefix))]}"


def mixed(rng, adds, stems, asks):
    """The ADDs, and the ASKs among and behind them; at least one term of each stem is there before the first ASK."""
    lines = list(adds)
    first = max(next(i for i, line in enumerate(lines) if line.startswith(f"ADD {stem}")) for stem in stems) + 1
    for _ in range(asks - 1):
        lines.insert(rng.randint(first, len(lines)), ask(rng, stems))
    return lines + [ask(rng, stems[:1])]


def two_stems(rng):
    return sorted({stem(rng), stem(rng)})


def with_all(rng, stems, count):
    """Terms of which every stem has at least one."""
    while True:
        terms = terms_of(rng, stems, count)
        if all(any(term.startswith(stem) for term in terms) for stem in stems):
            return terms


def top(rng):
    stems = two_stems(rng)
    terms = with_all(rng, stems, rng.randint(3, 7))
    weights = rng.sample(range(1, 120), len(terms))
    return mixed(rng, [f"ADD {term} {weight}" for term, weight in zip(terms, weights)], stems, rng.randint(2, 4))


def ties(rng):
    stems = two_stems(rng)[:1]
    terms = with_all(rng, stems, rng.randint(4, 7))
    weights = rng.choice([[5], [3, 5], [1, 2]])
    return mixed(rng, [f"ADD {term} {rng.choice(weights)}" for term in terms], stems, rng.randint(2, 4))


def no_ties(adds):
    """Whether two terms never weigh the same."""
    sums = {}
    for term, weight in adds:
        sums[term] = sums.get(term, 0) + weight
        if len(set(sums.values())) < len(sums):
            return False
    return True


def again(rng):
    stems = two_stems(rng)[:1]
    terms = with_all(rng, stems, rng.randint(2, 5))
    least = rng.choice([100, 100, 10**9])
    while True:
        adds = [(term, rng.randint(least, least * 5 // 4)) for term in terms + rng.choices(terms, k=8 - len(terms))]
        if rng.random() < 0.5:
            rng.shuffle(adds)
        if no_ties(adds):
            return mixed(rng, [f"ADD {term} {weight}" for term, weight in adds], stems, rng.randint(2, 4))


def whole(rng):
    """Terms that are the beginnings of each other, with some branches."""
    long = stem(rng) + "".join(rng.choice(CONSONANTS + VOWELS) for _ in range(3))
    terms = {long[:end] for end in range(rng.randint(1, 2), len(long) + 1)}
    while len(terms) < 6:
        terms.add(long[: rng.randint(2, 4)] + rng.choice(CONSONANTS + VOWELS))
    terms = rng.sample(sorted(terms), rng.randint(4, 6))
    weights = rng.sample(range(10, 100), len(terms))
    lines = [f"ADD {term} {weight}" for term, weight in zip(terms, weights)]
    return lines + [f"ASK {term}" for term in rng.sample(terms, rng.randint(2, 4))]


def none(rng):
    stems = two_stems(rng)
    terms = with_all(rng, stems, rng.randint(2, 5))
    weights = rng.sample(range(10, 100), len(terms))
    lines = [f"ADD {term} {weight}" for term, weight in zip(terms, weights)]
    for _ in range(rng.randint(3, 6)):
        term = rng.choice(terms)
        kind = rng.randrange(4)
        if kind == 0:
            begin = rng.randrange(1, len(term))
            prefix = term[begin : rng.randint(begin + 1, len(term))]  # something from the middle
        elif kind == 1:
            prefix = term[:1] + rng.choice(["x", "z", "xa"])
        elif kind == 2:
            prefix = term[:2] + rng.choice(["x", "w"])
        else:
            prefix = rng.choice("xyz") + term[1:2]
        lines.insert(rng.randint(0, len(lines)), f"ASK {prefix}")
    return lines


def crowd(rng, size):
    """Half of the terms, then one ADD and six ASKs in turn; most prefixes match many thousand terms. All terms have six letters, and
    no prefix has; no two of them weigh the same where it matters."""

    def term():
        return rng.choice("ssst") + rng.choice("aeio") + "".join(rng.choices("abcdefghijklmnopqrstuvwxyz", k=4))

    terms = list({term(): None for _ in range(size)})
    lines = []
    for number, new in enumerate(terms):
        lines.append(f"ADD {new} {rng.randint(10**8, 10**9 - 1)}")
        if number >= len(terms) // 2:
            for _ in range(6):
                known = terms[int(rng.random() * (number + 1))]
                kind = rng.random()
                lines.append("ASK " + known[: 1 if kind < 0.6 else 2 if kind < 0.8 else 5])
    return lines


THEMES = {"top": top, "ties": ties, "again": again, "whole": whole, "none": none, "crowd": crowd}


def main():
    seed, theme, *sizes = sys.argv[1:]
    lines = THEMES[theme](random.Random(int(seed)), *map(int, sizes))
    sys.stdout.write(f"{len(lines)}\n" + "".join(line + "\n" for line in lines))


main()
