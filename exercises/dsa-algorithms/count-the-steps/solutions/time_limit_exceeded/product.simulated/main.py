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


def values(span, n, outer):
    """Of one loop, when the variables outside have these values."""
    first, last = span.split("..")
    last, *step = last.replace("*", " *").replace("/", " /").split(" ")
    known = {"n": n, "sqrt": isqrt(n), **outer}
    first, last = (known[end] if end in known else int(end) for end in (first, last))
    if step == ["/2"]:
        while first >= last:
            yield first
            first //= 2
    elif step == ["*2"]:
        while first <= last:
            yield first
            first *= 2
    else:
        while first <= last:
            yield first
            first += 1


def simulate(loops, n, outer):
    if not loops:
        return 1
    variable, span = loops[0].split(":")
    return sum(simulate(loops[1:], n, {**outer, variable: value}) for value in values(span, n, outer))


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

    steps, halves, logs = simulate(loops, n, {}), 0, 0
    for variable, span in outer.items():
        if span[3:].isdigit():
            span = "1..c"
        if variable in inner:
            span += " " + inner[variable]
        halves += GROWTH[span][0]
        logs += GROWTH[span][1]
    return f"{steps} {NAMES[halves, logs]}"


def main():
    lines = sys.stdin.read().split("\n")
    print("\n".join(map(answer, lines[1 : int(lines[0]) + 1])))


main()
