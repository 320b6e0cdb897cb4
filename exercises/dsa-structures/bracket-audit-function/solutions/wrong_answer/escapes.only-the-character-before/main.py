OPENS = {")": "(", "]": "[", "}": "{"}


def audit(lines: list[str]) -> list[int]:
    open_brackets = []  # (bracket, line, column), the innermost on top
    quoted = False
    for line_number, line in enumerate(lines, 1):
        for column, character in enumerate(line, 1):
            if line[column - 2 : column - 1] == "\\":
                continue
            elif character == '"':
                quoted = not quoted
            elif quoted:
                continue
            elif character in "([{":
                open_brackets.append((character, line_number, column))
            elif character in ")]}":
                if not open_brackets or open_brackets[-1][0] != OPENS[character]:
                    return [line_number, column]
                open_brackets.pop()
    if open_brackets:
        _, line_number, column = open_brackets[-1]
        return [line_number, column]
    return []
