import sys

# Every report prints the right thing. Keep what it prints, and make its cost grow more slowly.


def duplicates(names):
    found = []
    for this in range(len(names)):
        is_first = True
        again = False
        for other in range(len(names)):
            if names[other] == names[this]:
                if other < this:
                    is_first = False
                elif other > this:
                    again = True
        if is_first and again:
            found.append(names[this])
    return " ".join(found) or "none"


def total(amounts, first, last):
    result = 0
    for number in range(first - 1, last):
        result += amounts[number]
    return str(result)


def top(names, amounts):
    ranking = []
    ranked = [False] * len(amounts)
    for _ in range(len(amounts)):
        best = -1
        for number in range(len(amounts)):
            if not ranked[number] and (best < 0 or amounts[number] > amounts[best]):
                best = number
        ranked[best] = True
        ranking.append(best)
    return " ".join(f"{names[number]}:{amounts[number]}" for number in ranking[:10]) or "none"


def nearest(amounts, wanted):
    best, least = None, None
    for amount in amounts:
        distance = abs(amount - wanted)
        if best is None or distance < least or (distance == least and amount < best):
            best, least = amount, distance
    return "none" if best is None else str(best)


def main():
    words = iter(sys.stdin.read().split())
    names, amounts = [], []
    for _ in range(int(next(words))):
        names.append(next(words))
        amounts.append(int(next(words)))

    out = []
    for _ in range(int(next(words))):
        kind = next(words)
        if kind == "DUPLICATES":
            out.append(duplicates(names))
        elif kind == "TOTAL":
            first, last = int(next(words)), int(next(words))
            out.append(total(amounts, first, last))
        elif kind == "TOP":
            out.append(top(names, amounts))
        else:
            out.append(nearest(amounts, int(next(words))))
    sys.stdout.write("".join(line + "\n" for line in out))


main()
