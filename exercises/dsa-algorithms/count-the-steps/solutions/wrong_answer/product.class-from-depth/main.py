import sys
from math import isqrt

DEPTHS = ["O(1)", "O(n)", "O(n^2)", "O(n^3)", "O(n^4)"]


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
    if inner in ("1..v", "v..n"):
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

    steps = 1
    for variable, span in outer.items():
        last = {"n": n, "sqrt": isqrt(n)}.get(span[3:])
        if last is None and span[3:].isdigit():
            last, span = int(span[3:]), "1..c"
        if variable in inner:
            steps *= steps_pair(span, inner[variable], n, last)
        else:
            steps *= steps_single(span, n, last)
    return f"{steps} {DEPTHS[len(loops)]}"


def main():
    lines = sys.stdin.read().split("\n")
    print("\n".join(map(answer, lines[1 : int(lines[0]) + 1])))


main()
