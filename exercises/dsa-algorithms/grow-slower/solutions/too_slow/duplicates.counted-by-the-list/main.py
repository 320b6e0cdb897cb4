import sys
from bisect import bisect_left
from itertools import accumulate


def duplicates(names):
    counts = {name: names.count(name) for name in names}
    return " ".join(name for name, count in counts.items() if count > 1) or "none"


def total(sums, first, last):
    return str(sums[last] - sums[first - 1])


def top(names, amounts):
    ranking = sorted(range(len(amounts)), key=lambda number: -amounts[number])  # the earlier of equals stays before
    return " ".join(f"{names[number]}:{amounts[number]}" for number in ranking[:10]) or "none"


def nearest(ordered, wanted):
    place = bisect_left(ordered, wanted)
    around = ordered[max(0, place - 1) : place + 1]  # the last one below, and the first one that is not
    return str(min(around, key=lambda amount: abs(amount - wanted))) if around else "none"


def main():
    words = iter(sys.stdin.read().split())
    names, amounts = [], []
    for _ in range(int(next(words))):
        names.append(next(words))
        amounts.append(int(next(words)))
    sums = list(accumulate(amounts, initial=0))  # sums[n] is the total of the first n sales
    ordered = sorted(amounts)

    out = []
    for _ in range(int(next(words))):
        kind = next(words)
        if kind == "DUPLICATES":
            out.append(duplicates(names))
        elif kind == "TOTAL":
            first, last = int(next(words)), int(next(words))
            out.append(total(sums, first, last))
        elif kind == "TOP":
            out.append(top(names, amounts))
        else:
            out.append(nearest(ordered, int(next(words))))
    sys.stdout.write("".join(line + "\n" for line in out))


main()
