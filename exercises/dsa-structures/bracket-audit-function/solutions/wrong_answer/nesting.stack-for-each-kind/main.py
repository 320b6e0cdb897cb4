OPENS = {")": "(", "]": "[", "}": "{"}


def audit(lines: list[str]) -> list[int]:
    open_brackets = {"(": [], "[": [], "{": []}  # (line, column) of each kind, the innermost on top
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
                    return [line_number, column]
                open_brackets[OPENS[character]].pop()
    left = [places[-1] for places in open_brackets.values() if places]
    return list(max(left)) if left else []
