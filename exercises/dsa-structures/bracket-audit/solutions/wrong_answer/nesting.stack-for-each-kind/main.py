import sys

OPENS = {")": "(", "]": "[", "}": "{"}


def audit(lines):
    open_brackets = {"(": [], "[": [], "{": []}  # (line, column) of each kind
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
                open_brackets[character].append((line_number, column))
            elif character in ")]}":
                if not open_brackets[OPENS[character]]:
                    return f"{line_number} {column}"
                open_brackets[OPENS[character]].pop()
    left = sum(open_brackets.values(), [])
    if left:
        line_number, column = max(left)
        return f"{line_number} {column}"
    return "ok"


lines = sys.stdin.read().split("\n")
print(audit(lines[1 : int(lines[0]) + 1]))
