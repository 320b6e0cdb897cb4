"""Wishes for the roster: generate.py SEED THEME [PEOPLE].

Each theme leaves out what the other checks look at, so that a mistake shows in one check. To be sure of that, the generator solves what it has made, with and
without the single rules, and tries again until it fits. Only in `first` the people stand unsorted, only in `apart` the rule about neighbours decides and has
somebody on two shifts with one between or on both the last and the first one, only in `three` the number of shifts decides, only in `back` the first choice
that fits leads nowhere, and only in `none` there is no roster.
"""

import random
import sys

SHIFTS = 14
NAMES = """ada ana ann anna ben bo cleo dan eli eva finn gus hana ida ivo jo jon kai lea leo liv max mia nia noa oli pia ravi rosa sam tea tom uma
vera wim yara zoe""".split()


def solve(willing, gap=1, limit=3, keep=False, undo=True):
    """The first roster; willing[shift] is sorted. With other rules, without going back, or without giving the counts back."""
    roster, counts = [], {}

    def fill():
        if len(roster) == SHIFTS:
            return True
        for name in willing[len(roster)]:
            if counts.get(name, 0) >= limit or name in roster[len(roster) - gap :]:
                continue
            roster.append(name)
            counts[name] = counts.get(name, 0) + 1
            if fill():
                return True
            if keep:
                return False
            roster.pop()
            if undo:
                counts[name] -= 1
        return False

    return roster if fill() else None


def draft(rng, names, gap, limit):
    """Some roster that keeps the rules, or None."""
    roster = []
    for _ in range(SHIFTS):
        near = roster[len(roster) - gap :] if gap else []
        able = [name for name in names if name not in near and roster.count(name) < limit]
        if not able:
            return None
        roster.append(rng.choice(able))
    return roster


def calm(roster):
    """Nobody has two shifts with one between, nor both the first and the last one."""
    return roster[0] != roster[-1] and all(a != b for a, b in zip(roster, roster[2:]))


def few(willing):
    """A program that tries all combinations has little to do."""
    product = 1
    for names in willing:
        product *= len(names)
    return product <= 20000


def later(rng, names, name):
    return rng.choice(names[names.index(name) :])


def first(rng):
    names = sorted(rng.sample(NAMES, rng.randint(7, 12)))
    roster = draft(rng, names, 2, 2)
    if roster and calm(roster):
        willing = [{name} | {later(rng, names, name) for _ in range(rng.randrange(3))} for name in roster]
        return willing, lambda willing: solve(willing) == solve(willing, 0) == solve(willing, 1, SHIFTS) == roster


def apart(rng):
    names = sorted(rng.sample(NAMES, rng.randint(7, 10)))
    roster = draft(rng, names, 1, 2)
    if roster and not calm(roster):
        willing = [{name, later(rng, names, name)} for name in roster]
        for shift in rng.sample(range(1, SHIFTS), rng.randint(1, 5)):
            willing[shift].add(roster[shift - 1])
        return willing, lambda willing: solve(willing, keep=True) == solve(willing, 1, SHIFTS) == roster != solve(willing, 0)


def three(rng):
    names = sorted(rng.sample(NAMES, rng.randint(5, 8)))
    roster = draft(rng, names, 2, 3)
    if roster and calm(roster):
        willing = [{name, later(rng, names, name)} for name in roster]
        for shift in range(5, SHIFTS):
            tired = [name for name in names if roster[:shift].count(name) == 3 and name != roster[shift - 1]]
            if tired and rng.random() < 0.7:
                willing[shift].add(rng.choice(tired))
        return willing, lambda willing: solve(willing, keep=True) == solve(willing, 0) == roster != solve(willing, 1, SHIFTS)


def back(rng):
    names = sorted(rng.sample(NAMES, rng.randint(5, 8)))
    roster = draft(rng, names, 2, 3)
    if roster and calm(roster):
        willing = [{name} | {rng.choice(names) for _ in range(rng.choice([0, 1, 1, 2]))} for name in roster]

        def suits(willing):
            right = solve(willing)
            wrong = solve(willing, keep=True) is None and solve(willing, undo=False) != right
            return wrong and calm(right) and solve(willing, 1, SHIFTS) == right

        return willing, suits


def none(rng):
    names = sorted(rng.sample(NAMES, rng.randint(3, 9)))
    willing = [{rng.choice(names) for _ in range(rng.choice([1, 2, 2, 3]))} for _ in range(SHIFTS)]
    if rng.random() < 0.4:
        willing[rng.randrange(SHIFTS)].clear()
    return willing, lambda willing: solve(willing) is solve(willing, 0) is solve(willing, 1, SHIFTS) is None


THEMES = {"first": first, "apart": apart, "three": three, "back": back, "none": none}


def tiny(rng, theme):
    while True:
        made = THEMES[theme](rng)
        if made:
            willing = [sorted(names) for names in made[0]]
            if few(willing) and made[1](willing):
                return willing, sorted(set().union(*willing))


def worst(rng, people):
    """A first week for which there are only two people, and a second one that anybody would take."""
    names = sorted(rng.sample(NAMES, people))
    two = sorted(rng.sample(names, min(2, people)))
    return [two] * 7 + [names] * 7, names


def main():
    seed, theme, *sizes = sys.argv[1:]
    rng = random.Random(int(seed))
    willing, names = worst(rng, *map(int, sizes)) if theme == "worst" else tiny(rng, theme)
    if theme == "first":
        rng.shuffle(names)
    lines = [f"{name} " + "".join("y" if name in shift else "-" for shift in willing) for name in names]
    sys.stdout.write(f"{len(lines)}\n" + "".join(line + "\n" for line in lines))


main()
