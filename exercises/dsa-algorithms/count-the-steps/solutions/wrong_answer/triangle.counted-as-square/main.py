import sys
from math import isqrt

# How the number of steps grows: (half powers of n, logarithms). "v" is the variable of the outer loop, "c" a fixed number.
GROWTH = {
    "1..n": (2, 0), "1..sqrt": (1, 0), "1..c": (0, 0), "1..n*2": (0, 1), "n..1/2": (0, 1),
    "1..n 1..v": (4, 0), "1..n v..n": (4, 0), "1..n 1..v*2": (2, 1), "1..n v..n*2": (2, 0), "1..n v..1/2": (2, 1),
    "1..n*2 1..v": (2, 0), "1..n*2 v..n": (2, 1), "n..1/2 1..v": (2, 0), "n..1/2 v..n": (2, 1), "1..sqrt 1..v": (2, 0),
    "1..c 1..v": (0, 0), "1..c v..n": (2, 0), "1..c 1..v*2": (0, 0), "1..c v..n*2": (0, 1), "1..c v..1/2": (0, 0),
}

NAMES = {
    (0, 0): "O(1)", (0, 1): "O(log n)", (1, 0): "O(sqrt n)", (2, 0): "O(n)",
    (2, 1): "O(n log n)", (4, 0): "O(n^2)", (6, 0): "O(n^3)",
}


def powers(n):
    """1, 2, 4, ... up to n"""
    return [1 << s for s in range(n.bit_length())]


def steps_single(loop, n, last):
    return n.bit_length() if loop in ("1..n*2", "n..1/2") else last


def steps_inside(inner, v, n):
    """What the inner loop does for one value of the outer variable."""
    if inner == "1..v":
        return v
    if inner == "v..n":
        return max(0, n - v + 1)
    if inner == "v..n*2":
        return (n // v).bit_length()
    return v.bit_length()


def steps_pair(loop, inner, n, last):
    if loop == "1..n*2":
        return sum(steps_inside(inner, v, n) for v in powers(n))
    if loop == "n..1/2":
        return sum(steps_inside(inner, n >> s, n) for s in range(n.bit_length()))
    if loop == "1..c":
        return sum(steps_inside(inner, v, n) for v in range(1, last + 1))

    # Too many values to go through, so the sums are turned around: for how many v is there a first, a second, ... value?
    if inner == "v..n":
        return n * n
    if inner == "1..v":
        return last * (last + 1) // 2
    if inner == "v..n*2":
        return sum(n // power for power in powers(n))
    return sum(n - power + 1 for power in powers(n))


def answer(question):
    n, *loops = question.split(" ")
    n = int(n)
    outer, inner = {}, {}
    for loop in loops:
        variable, span = loop.split(":")
        named = next((letter for letter in "ijk" if letter in span), None)
        if named:
            inner[named] = span.replace(named, "v")
        else:
            outer[variable] = span

    steps, halves, logs = 1, 0, 0
    for variable, span in outer.items():
        last = {"n": n, "sqrt": isqrt(n)}.get(span[3:])
        if last is None and span[3:].isdigit():
            last, span = int(span[3:]), "1..c"
        if variable in inner:
            steps *= steps_pair(span, inner[variable], n, last)
            span += " " + inner[variable]
        else:
            steps *= steps_single(span, n, last)
        halves += GROWTH[span][0]
        logs += GROWTH[span][1]
    return f"{steps} {NAMES[halves, logs]}"


def main():
    lines = sys.stdin.read().split("\n")
    print("\n".join(map(answer, lines[1 : int(lines[0]) + 1])))


main()
