import re
import sys

TOKEN = re.compile("[0-9]+|[^ ]")
RANK = {"(": 0, "+": 1, "-": 1, "*": 2, "/": 2, "%": 2, "sign": 3}


class SyntaxAt(Exception):
    pass


def to_postfix(formula):
    """Numbers and operators, each operator behind its operands."""
    postfix = []
    waiting = []  # operators and open parentheses
    operand_expected = True

    for match in TOKEN.finditer(formula):
        token = match[0]
        if operand_expected:
            if token.isdigit():
                postfix.append(int(token))
                operand_expected = False
            elif token == "(":
                waiting.append("(")
            elif token == "-" and not postfix and not waiting:
                waiting.append("sign")
            else:
                raise SyntaxAt(match.start() + 1)
        elif token == ")":
            while waiting and waiting[-1] != "(":
                postfix.append(waiting.pop())
            if not waiting:
                raise SyntaxAt(match.start() + 1)
            waiting.pop()
        elif token in RANK and token != "(":
            while waiting and RANK[waiting[-1]] >= RANK[token]:
                postfix.append(waiting.pop())
            waiting.append(token)
            operand_expected = True
        else:
            raise SyntaxAt(match.start() + 1)

    if operand_expected or "(" in waiting:
        raise SyntaxAt(len(formula) + 1)
    return postfix + waiting[::-1]


def divide(a, b):
    """The quotient cut toward zero; Python's own // rounds down."""
    quotient = abs(a) // abs(b)
    return quotient if (a < 0) == (b < 0) else -quotient


def work_out(postfix):
    values = []
    for item in postfix:
        if isinstance(item, int):
            values.append(item)
        elif item == "sign":
            values[-1] = -values[-1]
        else:
            b = values.pop()
            a = values[-1]
            if item == "+":
                values[-1] = a + b
            elif item == "-":
                values[-1] = a - b
            elif item == "*":
                values[-1] = a * b
            elif item == "/":
                values[-1] = divide(a, b)
            else:
                values[-1] = a - b * divide(a, b)
    return values[0]


def answer(formula):
    try:
        return work_out(to_postfix(formula))
    except SyntaxAt as place:
        return f"error: syntax at {place}"
    except ZeroDivisionError:
        return "error: division by zero"


lines = sys.stdin.read().split("\n")
for formula in lines[1 : int(lines[0]) + 1]:
    print(answer(formula))
