import sys

sys.setrecursionlimit(100_000)


def distance(one, other, i=0, j=0):
    """From what is left of `one` from i on to what is left of `other` from j on."""
    if i == len(one):
        return len(other) - j
    if j == len(other):
        return len(one) - i
    if one[i] == other[j]:
        return distance(one, other, i + 1, j + 1)
    deleted = distance(one, other, i + 1, j)
    inserted = distance(one, other, i, j + 1)
    replaced = distance(one, other, i + 1, j + 1)
    return 1 + min(deleted, inserted, replaced)


def main():
    lines = sys.stdin.buffer.read().decode("utf-8").split("\n")
    for line in lines[1 : int(lines[0]) + 1]:
        print(distance(*line.split("/")))


main()
