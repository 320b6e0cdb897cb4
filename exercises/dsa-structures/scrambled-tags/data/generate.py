"""Tags to group: generate.py SEED THEME [TAGS].

Each theme leaves out what the other checks look at, so that a mistake shows in one check: only `groups` has different groups
with the same set of letters, only in `order` the first appearances are not in alphabetical order, only `twice` has a tag more than once,
only `signs` has anything but lower-case letters, only `long` has a letter ten times in a tag.
"""

import itertools
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


def long(rng):
    tags = []
    for _ in range(rng.randint(1, 3)):
        # Counts written one behind the other are ambiguous: 1 and 10, 11 and 0.
        i, few = rng.randrange(25), rng.randint(1, 3)
        others = "".join(rng.sample([letter for letter in LETTERS if letter not in LETTERS[i : i + 2]], rng.randrange(3)))
        tags += scrambled(rng, [few * LETTERS[i] + 10 * LETTERS[i + 1] + others, (10 * few + 1) * LETTERS[i] + others], 2)
    return apart(sorted(set(tags)))


def many(rng, count):
    """Each tag is a group of its own: seven different letters."""
    return sorted(shuffled(rng, letters) for letters in rng.sample(list(itertools.combinations(LETTERS, 7)), count))


def crowd(rng, count):
    """All tags are one group: nine different letters in every order."""
    tags = ["".join(letters) for letters in itertools.permutations(sorted(rng.sample(LETTERS, 9)))]
    return sorted(rng.sample(tags, count))


THEMES = {
    "groups": groups,
    "order": order,
    "twice": twice,
    "signs": signs,
    "long": long,
    "many": many,
    "crowd": crowd,
}


def main():
    seed, theme, *sizes = sys.argv[1:]
    tags = THEMES[theme](random.Random(int(seed)), *map(int, sizes))
    sys.stdout.write(f"{len(tags)}\n" + "".join(tag + "\n" for tag in tags))


main()
