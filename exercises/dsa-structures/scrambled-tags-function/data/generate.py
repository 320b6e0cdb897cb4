"""Tags to group: generate.py SEED THEME [TAGS], one call a line.

Each theme leaves out what the other checks look at, so that a mistake shows in one check: only `groups` has different groups
with the same set of letters, only in `order` the first appearances are not in alphabetical order, only `twice` has a tag more than once,
only `signs` has anything but lower-case letters.
"""

import itertools
import json
import random
import string
import sys

LETTERS = string.ascii_lowercase


def shuffled(rng, letters):
    letters = list(letters)
    rng.shuffle(letters)
    return "".join(letters)


def apart(tags):
    """The tags without those whose group has the same set of letters as an earlier group."""
    groups, out = {}, []
    for tag in tags:
        if groups.setdefault(frozenset(tag), sorted(tag)) == sorted(tag):
            out.append(tag)
    return out


def scrambled(rng, bases, most):
    """Different rearrangements of each base."""
    return sorted({shuffled(rng, base) for base in bases for _ in range(rng.randint(1, most))})


def bases(rng, letters, shortest, longest):
    letters = rng.sample(letters, longest)
    return ["".join(rng.sample(letters, rng.randint(shortest, longest))) for _ in range(rng.randint(1, 4))]


def groups(rng):
    kind = rng.randrange(3)
    if kind == 0:  # the same letters, but not as often
        letters = rng.sample(LETTERS, 2)
        stock = ["".join(rng.choices(letters, k=rng.randint(2, 4))) for _ in range(5)]
    elif kind == 1:  # the same sum of codes: one letter up, another one down
        stock = []
        for _ in range(3):
            i, j = rng.sample(range(1, 25), 2)
            rest = "".join(rng.choices(LETTERS, k=rng.randrange(3)))
            stock += [rest + LETTERS[i] + LETTERS[j], rest + LETTERS[i - 1] + LETTERS[j + 1]]
    else:
        stock = ["".join(rng.choices("aeln", k=rng.randint(1, 3))) for _ in range(5)]
    return scrambled(rng, stock, 2)


def order(rng):
    tags = apart(scrambled(rng, bases(rng, LETTERS, 2, 4), 4))
    rng.shuffle(tags)
    return tags


def twice(rng):
    tags = apart(scrambled(rng, bases(rng, LETTERS, 1, 4), 2))
    for _ in range(rng.randint(1, 4)):
        place = rng.randrange(len(tags))
        tags.insert(rng.randint(place + 1, len(tags)), tags[place])
    return tags


def signs(rng):
    kind = rng.randrange(3)
    if kind == 0:  # one letter in both cases
        letter = rng.choice(LETTERS)
        stock = [rng.choice([letter, letter.upper()]) + rng.choice("xy") + rng.choice(["", "7"]) for _ in range(4)]
    elif kind == 1:  # different signs around the same letters
        word = "".join(rng.sample(LETTERS, 2))
        stock = [word + rng.choice(["", "1", "2", "12", "-", "-1"]) for _ in range(4)]
    else:  # no letters at all
        stock = ["".join(rng.sample("0123456789-", rng.randint(1, 3))) for _ in range(4)]
    return apart(scrambled(rng, stock, 2))


def many(rng, count):
    """Each tag is a group of its own: seven different letters."""
    return sorted(shuffled(rng, letters) for letters in rng.sample(list(itertools.combinations(LETTERS, 7)), count))


THEMES = {"groups": groups, "order": order, "twice": twice, "signs": signs, "many": many}


def main():
    seed, theme, *sizes = sys.argv[1:]
    rng = random.Random(int(seed))
    for _ in range(1 if sizes else 40):
        print(json.dumps([THEMES[theme](rng, *map(int, sizes))]))


main()
