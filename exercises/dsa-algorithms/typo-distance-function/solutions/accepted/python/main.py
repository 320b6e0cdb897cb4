def distance(one: str, other: str) -> int:
    before = list(range(len(other) + 1))  # from the beginning of `one` so far to each beginning of `other`
    for i, letter in enumerate(one, 1):
        row = [i]
        for wanted, diagonal, above in zip(other, before, before[1:]):
            row.append(diagonal if letter == wanted else 1 + min(diagonal, above, row[-1]))
        before = row
    return before[-1]
