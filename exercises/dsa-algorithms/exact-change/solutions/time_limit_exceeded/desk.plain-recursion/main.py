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

    top = max((amount for _, amount in questions), default=0)
    ways = [1] + [0] * top
    for kind in kinds:
        for amount in range(kind, top + 1):
            ways[amount] = (ways[amount] + ways[amount - kind]) % MODULUS

    for word, amount in questions:
        if word == "WAYS":
            print(ways[amount])
        else:
            fewest = fewest_for(amount, kinds)
            print(-1 if fewest is None else fewest)


main()
