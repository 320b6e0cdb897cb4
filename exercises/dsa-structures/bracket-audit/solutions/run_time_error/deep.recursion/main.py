import sys

CLOSES = {"(": ")", "[": "]", "{": "}"}


class Fault(Exception):
    pass


def brackets(lines):
    """The brackets that count, with their places."""
    quoted = False
    for line_number, line in enumerate(lines, 1):
        escaped = False
        for column, character in enumerate(line, 1):
            if escaped:
                escaped = False
            elif character == "\\":
                escaped = True
            elif character == '"':
                quoted = not quoted
            elif not quoted and character in "()[]{}":
                yield character, line_number, column


def read(stream, opening=None):
    for bracket in stream:
        character, line, column = bracket
        if character in CLOSES:
            read(stream, bracket)
        elif opening and character == CLOSES[opening[0]]:
            return
        else:
            raise Fault(f"{line} {column}")
    if opening:
        _, line, column = opening
        raise Fault(f"{line} {column}")


lines = sys.stdin.read().split("\n")
try:
    read(brackets(lines[1 : int(lines[0]) + 1]))
    print("ok")
except Fault as fault:
    print(fault)
