import re
import sys

TOKEN = re.compile("[0-9]+|[^ ]")
RANK = {"(": 0, "+": 1, "-": 1, "*": 2, "/": 2, "%": 2, "sign": 3}


class SyntaxAt(Exception):
    pass


def work_out(formula):
    values = []
    waiting = []  # operators and open parentheses
    operand_expected = True

    for match in TOKEN.finditer(formula):
        token = match[0]
        if operand_expected:
            if token.isdigit():
                values.append(int(token))
                operand_expected = False
            elif token == "(":
                waiting.append("(")
            elif token == "-":
                waiting.append("sign")
            else:
                raise SyntaxAt(match.start() + 1)
        elif token == ")":
            while waiting and waiting[-1] != "(":
                carry_out(values, waiting.pop())
            if not waiting:
                raise SyntaxAt(match.start() + 1)
            waiting.pop()
        elif token in RANK and token != "(":
            while waiting and RANK[waiting[-1]] >= RANK[token]:
                carry_out(values, waiting.pop())
            waiting.append(token)
            operand_expected = True
        else:
            raise SyntaxAt(match.start() + 1)

    if operand_expected or "(" in waiting:
        raise SyntaxAt(len(formula) + 1)
    while waiting:
        carry_out(values, waiting.pop())
    return values[0]


def divide(a, b):
    """The quotient cut toward zero; Python's own // rounds down."""
    quotient = abs(a) // abs(b)
    return quotient if (a < 0) == (b < 0) else -quotient


def carry_out(values, operator):
    if operator == "sign":
        values[-1] = -values[-1]
        return
    b = values.pop()
    a = values[-1]
    if operator == "+":
        values[-1] = a + b
    elif operator == "-":
        values[-1] = a - b
    elif operator == "*":
        values[-1] = a * b
    elif operator == "/":
        values[-1] = divide(a, b)
    else:
        values[-1] = a - b * divide(a, b)


def answer(formula):
    try:
        return work_out(formula)
    except SyntaxAt as place:
        return f"error: syntax at {place}"
    except ZeroDivisionError:
        return "error: division by zero"


lines = sys.stdin.read().split("\n")
for formula in lines[1 : int(lines[0]) + 1]:
    print(answer(formula))
