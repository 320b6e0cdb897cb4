import sys

MODULUS = 1_000_000_007


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
    impossible = top + 1  # more notes than any amount can need
    fewest = [0] + [impossible] * top
    ways = [1] + [0] * top
    for kind in kinds:
        for amount in range(kind, top + 1):
            rest = amount - kind
            ways[amount] = (ways[amount] + ways[rest]) % MODULUS
            if fewest[rest] + 1 < fewest[amount]:
                fewest[amount] = fewest[rest] + 1

    for word, amount in questions:
        if word == "WAYS":
            print(ways[amount])
        else:
            print(fewest[amount] if 0 < fewest[amount] < impossible else -1)


main()
