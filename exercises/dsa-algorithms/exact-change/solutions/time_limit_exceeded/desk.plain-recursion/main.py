import sys

MODULUS = 1_000_000_007


sys.setrecursionlimit(1_000_000)


def fewest_for(amount, kinds):
    """The fewest notes, or None."""
    if amount == 0:
        return 0
    best = None
    for kind in kinds:
        if kind <= amount:
            rest = fewest_for(amount - kind, kinds)
            if rest is not None and (best is None or rest + 1 < best):
                best = rest + 1
    return best


def ways_for(amount, kinds):
    if amount == 0:
        return 1
    if amount < 0 or not kinds:
        return 0
    return ways_for(amount - kinds[0], kinds) + ways_for(amount, kinds[1:])


def main():
    lines = sys.stdin.read().split("\n")
    kinds = set()
    questions = []  # (word, amount)
    for line in lines[1 : int(lines[0]) + 1]:
        word, number = line.split()
        if word == "NOTE":
            kinds.add(int(number))
        else:
            questions.append((word, int(number)))

    kinds = sorted(kinds, reverse=True)
    for word, amount in questions:
        if word == "WAYS":
            print(ways_for(amount, kinds) % MODULUS)
        else:
            fewest = fewest_for(amount, kinds)
            print(-1 if fewest is None else fewest)


main()
