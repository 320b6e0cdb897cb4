import sys

OPENS = {")": "(", "]": "[", "}": "{"}


def place(text, i):
    return f"{text.count(chr(10), 0, i) + 1} {i - text.rfind(chr(10), 0, i)}"


def audit(text):
    open_brackets = []  # (bracket, place), the innermost on top
    quoted = False
    escaped = False
    for i, character in enumerate(text):
        if escaped or character == "\n":
            escaped = False
        elif character == "\\":
            escaped = True
        elif character == '"':
            quoted = not quoted
        elif quoted:
            continue
        elif character in "([{":
            open_brackets.append((character, place(text, i)))
        elif character in ")]}":
            if not open_brackets or open_brackets[-1][0] != OPENS[character]:
                return place(text, i)
            open_brackets.pop()
    if open_brackets:
        return open_brackets[-1][1]
    return "ok"


print(audit(sys.stdin.read().partition("\n")[2]))
