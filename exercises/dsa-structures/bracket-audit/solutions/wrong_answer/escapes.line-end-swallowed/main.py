import sys

OPENS = {")": "(", "]": "[", "}": "{"}


def audit(text):
    open_brackets = []  # (bracket, line, column), the innermost on top
    quoted = False
    escaped = False
    line, column = 1, 0
    for character in text:
        column += 1
        if escaped:
            escaped = False
        elif character == "\\":
            escaped = True
        elif character == "\n":
            line += 1
            column = 0
        elif character == '"':
            quoted = not quoted
        elif quoted:
            continue
        elif character in "([{":
            open_brackets.append((character, line, column))
        elif character in ")]}":
            if not open_brackets or open_brackets[-1][0] != OPENS[character]:
                return f"{line} {column}"
            open_brackets.pop()
    if open_brackets:
        _, line, column = open_brackets[-1]
        return f"{line} {column}"
    return "ok"


print(audit(sys.stdin.read().partition("\n")[2]))
