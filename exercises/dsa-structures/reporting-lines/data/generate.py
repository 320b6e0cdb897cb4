"""Inputs for the reporting lines: generate.py SEED THEME [PEOPLE].

Each theme leaves out what the other checks look at, so that a mistake shows in one check: only `above` asks for DEPTH and for BOSS
with the same person twice, only `team` asks for TEAM, only `common` asks for COMMON where one person is above the other or both are
the same, only `order` names managers after their reports, only `tops` has several tops and people that the file does not name.
"""

import random
import sys

NAMES = ["ada", "bea", "cal", "dot", "eli", "fay", "gil", "hob", "ida", "jon", "kay", "lou"]


class Tree:
    """People 0, 1, ... with their managers; a manager has a smaller number, a top has None."""

    def __init__(self, names, managers):
        self.names = names
        self.managers = managers
        self.people = range(len(managers))

    def above(self, person):
        out = []
        while self.managers[person] is not None:
            person = self.managers[person]
            out.append(person)
        return out

    def related(self, a, b):
        return a == b or a in self.above(b) or b in self.above(a)

    def file(self):
        return [f"REPORTS {self.names[a]} {self.names[b]}" for a, b in enumerate(self.managers) if b is not None]

    def ask(self, question, *people):
        return " ".join([question, *(self.names[person] for person in people)])


def small_tree(rng, size, tops=1):
    """Some slim and some wide ones."""
    reach = rng.choice([1, 2, 3, size])
    managers = [None if i < tops else rng.randrange(max(0, i - reach), i) for i in range(size)]
    return Tree(rng.sample(NAMES, size), managers)


def pair(rng, tree, related=None):
    """Two people; with `related` given, only such as are on one way up, or only such as are not."""
    pairs = [(a, b) for a in tree.people for b in tree.people if related is None or tree.related(a, b) == related]
    return rng.choice(pairs) if pairs else None


def above(rng):
    tree = small_tree(rng, rng.randint(2, 7))
    questions = []
    for _ in range(rng.randint(2, 5)):
        if rng.random() < 0.5:
            questions.append(tree.ask("DEPTH", rng.choice(tree.people)))
        elif rng.random() < 0.3:
            questions.append(tree.ask("BOSS", *[rng.choice(tree.people)] * 2))
        else:
            upwards = [(a, b) for b in tree.people for a in tree.above(b)[1:]]  # from the second manager on
            questions.append(tree.ask("BOSS", *rng.choice([pair(rng, tree)] + upwards)))
    return tree.file() + questions


def team(rng):
    tree = small_tree(rng, rng.randint(2, 7))
    return tree.file() + [tree.ask("TEAM", rng.choice(tree.people)) for _ in range(rng.randint(2, 5))]


def common(rng):
    tree = small_tree(rng, rng.randint(2, 7))
    kinds = [True] + [rng.choice([True, False, None]) for _ in range(rng.randint(1, 4))]
    pairs = [pair(rng, tree, related) for related in kinds]
    return tree.file() + [tree.ask("COMMON", *people) for people in pairs if people]


def distant(rng, tree):
    """BOSS with two different people, or COMMON where none is above the other."""
    strangers = pair(rng, tree, related=False)
    if strangers and rng.random() < 0.5:
        return tree.ask("COMMON", *strangers)
    return tree.ask("BOSS", *rng.sample(tree.people, 2))


def order(rng):
    tree = small_tree(rng, rng.randint(4, 7))
    file = tree.file()
    if rng.random() < 0.5:
        rng.shuffle(file)
    else:
        file.reverse()
    return file + [distant(rng, tree) for _ in range(rng.randint(2, 5))]


def tops(rng):
    tree = small_tree(rng, rng.randint(5, 8), rng.randint(2, 3))
    return tree.file() + [distant(rng, tree) for _ in range(rng.randint(3, 5))]


def large_tree(rng, managers):
    """As a tree with names, and its file from the top down."""
    names = [f"p{number}" for number in rng.sample(range(10**6), len(managers))]
    depths = []
    for manager in managers:
        depths.append(0 if manager is None else depths[manager] + 1)
    tree = Tree(names, managers)
    levels = sorted(range(1, len(managers)), key=depths.__getitem__)
    return tree, [tree.ask("REPORTS", person, managers[person]) for person in levels]


def chain(rng, size):
    """One below the other. Nobody is asked for as their own boss."""
    tree, file = large_tree(rng, [None, *range(size - 1)])
    questions = []
    for _ in range(size):
        kind = rng.random()
        a, b = int(size * rng.random()), int(size * rng.random())
        if kind < 0.7:
            questions.append(tree.ask("DEPTH", a))
        elif kind < 0.85 or a == b:
            questions.append(tree.ask("TEAM", a))
        else:
            questions.append(tree.ask("BOSS", a, b))
    return file + questions


def branches(rng, size, count=5):
    """Branches that begin somewhere in the upper third of an earlier branch; each person has the last one or the one before as manager.
    Two people of different branches, below that third, are asked for."""
    managers, begins = [], []
    length = size // count + 1
    for person in range(size):
        place = person % length
        if person == 0:
            managers.append(None)
        elif place == 0:
            managers.append(rng.choice(begins) + rng.randrange(length // 3 + 1))
        else:
            managers.append(person - rng.randint(1, min(place, 2)))
        if place == 0:
            begins.append(person)
    tree, file = large_tree(rng, managers)

    def deep(begin):
        return min(begin + length // 3 + 2 + int(length * 2 / 3 * rng.random()), begin + length - 1, size - 1)

    for _ in range(size):
        a, b = rng.sample(begins, 2) if len(begins) > 1 else (0, 0)
        file.append(tree.ask("COMMON", deep(a), deep(b)))
    return file


THEMES = {
    "above": above,
    "team": team,
    "common": common,
    "order": order,
    "tops": tops,
    "chain": chain,
    "branches": branches,
}


def main():
    seed, theme, *sizes = sys.argv[1:]
    lines = THEMES[theme](random.Random(int(seed)), *map(int, sizes))
    sys.stdout.write(f"{len(lines)}\n" + "".join(line + "\n" for line in lines))


main()
