import sys

OPENS = {")": "(", "]": "[", "}": "{"}


def audit(lines):
    open_brackets = []  # (bracket, line, column), the innermost on top
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
            elif quoted:
                continue
            elif character in "([{":
                open_brackets.append((character, line_number, column))
            elif character in ")]}":
                if not open_brackets or open_brackets[-1][0] != OPENS[character]:
                    return f"{line_number} {column}"
                open_brackets.pop()
    if open_brackets:
        _, line_number, column = open_brackets[-1]
        return f"{line_number} {column}"
    return "ok"


lines = [line for line in sys.stdin.read().split("\n") if line]
print(audit(lines[1 : int(lines[0]) + 1]))
