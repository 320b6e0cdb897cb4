import sys

sys.setrecursionlimit(10_000)


def distance(one: str, other: str) -> int:
    return between(one, len(one), other, len(other))


def between(one, i, other, j):
    """The distance of the first i and the first j letters."""
    if i == 0 or j == 0:
        return i + j
    if one[i - 1] == other[j - 1]:
        return between(one, i - 1, other, j - 1)
    return 1 + min(between(one, i - 1, other, j - 1), between(one, i - 1, other, j), between(one, i, other, j - 1))
