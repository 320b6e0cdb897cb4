import re
import sys

TOKEN = re.compile("[0-9]+|[^ ]")


class SyntaxAt(Exception):
    pass


def divide(a, b):
    """The quotient cut toward zero; Python's own // rounds down."""
    quotient = abs(a) // abs(b)
    return quotient if (a < 0) == (b < 0) else -quotient


class Parser:
    """One method for each rank; each gives back a tree."""

    def __init__(self, formula):
        self.tokens = [(match[0], match.start() + 1) for match in TOKEN.finditer(formula)] + [("end", len(formula) + 1)]
        self.next = 0

    def take(self, *wanted):
        token, place = self.tokens[self.next]
        if wanted and token not in wanted:
            raise SyntaxAt(place)
        self.next += 1
        return token

    def sees(self, *wanted):
        return self.tokens[self.next][0] in wanted

    def formula(self):
        tree = self.product()
        while self.sees("+", "-"):
            tree = (self.take(), tree, self.product())
        return tree

    def product(self):
        tree = self.operand()
        while self.sees("*", "/", "%"):
            tree = (self.take(), tree, self.operand())
        return tree

    def operand(self):
        if self.sees("-"):
            self.take()
            return ("-", 0, self.operand())
        if self.sees("("):
            self.take()
            tree = self.formula()
            self.take(")")
            return tree
        token, place = self.tokens[self.next]
        if not token.isdigit():
            raise SyntaxAt(place)
        self.next += 1
        return int(token)


def work_out(tree):
    if isinstance(tree, int):
        return tree
    operator, left, right = tree
    a, b = work_out(left), work_out(right)
    if operator == "+":
        return a + b
    if operator == "-":
        return a - b
    if operator == "*":
        return a * b
    return divide(a, b) if operator == "/" else a - b * divide(a, b)


def answer(formula):
    try:
        parser = Parser(formula)
        tree = parser.formula()
        parser.take("end")
        return work_out(tree)
    except SyntaxAt as place:
        return f"error: syntax at {place}"
    except ZeroDivisionError:
        return "error: division by zero"


lines = sys.stdin.read().split("\n")
for formula in lines[1 : int(lines[0]) + 1]:
    print(answer(formula))
