OPENS = {")": "(", "]": "[", "}": "{"}


def meaningful(lines):
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


def inside(opened, rest):
    """Reads what stands inside a bracket, and its end; returns the place of a fault."""
    for character, line_number, column in rest:
        if character in "([{":
            fault = inside((character, line_number, column), rest)
            if fault:
                return fault
        elif opened is None or opened[0] != OPENS[character]:
            return [line_number, column]
        else:
            return []
    return list(opened[1:]) if opened else []


def audit(lines: list[str]) -> list[int]:
    return inside(None, meaningful(lines))
