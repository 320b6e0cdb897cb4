"""Inputs for the price formula: generate.py SEED THEME [SIZE].

Each theme leaves out what the other checks look at, so that a mistake shows in one check: only `order` has two operators beside each
other without parentheses, only `minus` (and `deep`) has signs before an operand, only `division`
divides negative and large numbers, only `zero` has zero as a divisor, only `zero` and `syntax` have errors, only `syntax` has
blanks.
"""

import random
import re
import sys

RANK = {"+": 1, "-": 1, "*": 2, "/": 2, "%": 2}
ATOM = 3


def value_of(operator, a, b):
    if operator == "+":
        return a + b
    if operator == "-":
        return a - b
    if operator == "*":
        return a * b
    quotient = abs(a) // abs(b) * (1 if (a < 0) == (b < 0) else -1)
    return quotient if operator == "/" else a - b * quotient


def wrap(text):
    return f"({text})"


def join(rng, a, b, operators):
    """Two formulas (text, rank, value) as one, with no more parentheses than needed, and no negative number in a division."""
    if a[2] < 0 or b[2] <= 0:
        operators = [operator for operator in operators if operator not in "/%"]
    operator = rng.choice(operators)
    left = wrap(a[0]) if a[1] < RANK[operator] else a[0]
    right = wrap(b[0]) if b[1] <= RANK[operator] else b[0]
    return left + operator + right, RANK[operator], value_of(operator, a[2], b[2])


def closed(formula):
    """The same formula as one operand."""
    return formula if formula[1] == ATOM else (wrap(formula[0]), ATOM, formula[2])


def number(rng, high=60):
    value = rng.randrange(high)
    return str(value), ATOM, value


def tree(rng, leaves, leaf, operators, close):
    if leaves == 1:
        return leaf(rng)
    left = rng.randint(1, leaves - 1)
    a = tree(rng, left, leaf, operators, close)
    b = tree(rng, leaves - left, leaf, operators, close)
    if close:
        a, b = closed(a), closed(b)
    return join(rng, a, b, operators)


def order(rng):
    return tree(rng, rng.randint(2, 6), number, "+-*/%+-*/%-", False)[0]


def minus(rng):
    def signed(rng):
        text, rank, value = number(rng)
        if rng.random() < 0.4:
            inner = tree(rng, 2, signed, "+-*", True)
            text, value = wrap(inner[0]), inner[2]
        signs = rng.choice([0, 1, 1, 2, 3])
        return "-" * signs + text, ATOM, value * (-1) ** signs

    while True:
        text, _, value = tree(rng, rng.randint(1, 3), signed, "+-*", True)
        if len(text) < 60 and abs(value) < 10**6:
            return text


def division(rng):
    high = rng.choice([30, 30, 2**33, 2**63])
    a, b = rng.randrange(high), rng.randrange(1, rng.choice([high, min(high, 10**6), 30]))
    if rng.random() < 0.2:
        a = high - 1
    signs = rng.choice(["+-", "-+", "--", "++"])
    a, b = (f"(0-{x})" if sign == "-" else str(x) for x, sign in zip((a, b), signs))
    return f"{a}{rng.choice('/%')}{b}"


def zero(rng):
    kind = rng.randrange(6)
    a, b = number(rng)[0], rng.randint(1, 60)
    divide = rng.choice("/%")
    nothing = rng.choice(["0", f"({b}-{b})", f"(0*{b})", f"(0/{b})"])
    if kind == 0:
        return f"{a}{divide}{b}"
    if kind == 1:
        return f"{rng.choice(['0', nothing])}{divide}{b}"
    formula = f"{a}{divide}{nothing}"
    if kind == 2:
        return f"{b}{rng.choice('+*')}({formula})"
    if kind == 3:
        return rng.choice([f"({formula}", f"{formula})", f"({formula})+", f"({formula}){b}", f"({formula})*({b}", f"{a}+({formula}))"])
    return formula


def syntax(rng):
    while True:
        formula = tree(rng, rng.randint(1, 4), lambda rng: number(rng, 120), "+-*", True)[0]
        tokens = re.findall("[0-9]+|.", formula)
        kind = rng.randrange(6)
        spot = rng.randrange(len(tokens))
        if kind == 0:
            del tokens[spot]
        elif kind == 1:
            tokens.insert(spot + rng.randrange(2), rng.choice(["7", "(", ")", "+", "*", "-", "x", "."]))
        elif kind == 2:
            tokens[spot] = rng.choice(["(", ")", "+", "*", "/", "=", "^", "a", ","])
        elif kind == 3:
            del tokens[spot:]
        elif kind == 4:
            tokens.insert(0, rng.choice("+(*"))
        text = rng.choice(["", "", " ", "   "])
        for token in tokens:
            text += token + rng.choice(["", "", " ", "  "])
        if not re.search(r"(^|[-+*/%(]) *-", text):
            return text


def deep(rng, depth):
    """Two formulas whose values stay small: a - (b - (c - ...)), and a row of signs."""
    numbers = [str(rng.randrange(1000)) for _ in range(depth)]
    nested = "".join(f"{x}{rng.choice('+-')}(" for x in numbers) + "1" + ")" * depth
    return [nested, "-" * (depth - rng.randrange(2)) + "5"]


def long(rng, size):
    """A sum of products, with many short parentheses, all inside each other now and then."""
    parts, length, closing = [], 0, ""
    while length < size - 60:
        a, b, c, d = (rng.randrange(1, 100) for _ in range(4))
        part = rng.choice([f"{a}*{b}%{c}", f"({a}-{b})*{c}", f"{a}/({b}+{c})", f"{a}%({b}*({c}+{d}))", f"({a}*{b}-{c})/{d}"])
        if rng.random() < 0.05 and len(closing) < 30:
            part = f"({part}"
            closing += ")"
        elif closing and rng.random() < 0.05:
            part += ")"
            closing = closing[1:]
        parts.append(part)
        parts.append(rng.choice("+-"))
        length += len(part) + 1
    return ["".join(parts) + str(rng.randrange(10)) + closing]


THEMES = {"order": order, "minus": minus, "division": division, "zero": zero, "syntax": syntax}


def main():
    seed, theme, *sizes = sys.argv[1:]
    rng = random.Random(int(seed))
    if theme in THEMES:
        lines = [THEMES[theme](rng) for _ in range(rng.randint(2, 6))]
    else:
        lines = {"deep": deep, "long": long}[theme](rng, *map(int, sizes))
    sys.stdout.write(f"{len(lines)}\n" + "".join(line + "\n" for line in lines))


main()
