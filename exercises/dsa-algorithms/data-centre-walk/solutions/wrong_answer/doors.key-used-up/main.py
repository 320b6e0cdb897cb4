import sys

KEYS = {ord(letter): 1 << bit for bit, letter in enumerate("abcd")}
FLOOR, KEY, TARGET = 1, 2, 3


def what_waits(cells, keys):
    """For each cell what stepping on it with these keys means; 0 where it is not possible."""
    kinds = bytearray(256)
    kinds[ord(".")] = kinds[ord("S")] = FLOOR
    kinds[ord("T")] = TARGET
    for letter, key in KEYS.items():
        door = ord(chr(letter).upper())
        kinds[letter] = FLOOR if keys & key else KEY
        kinds[door] = KEY if keys & key else 0
    return bytearray(cells.translate(kinds))


def fewest_steps(cells, width):
    """None when there is no way. A cell that was entered with a key set is 0 in that set's copy of the map."""
    maps = [what_waits(cells, keys) for keys in range(16)]
    start = cells.index(b"S")
    maps[0][start] = 0
    frontier = [[start]] + [[] for _ in range(15)]  # for each key set the cells that are `steps` away
    steps = 0
    while any(frontier):
        steps += 1
        following = [[] for _ in range(16)]
        for keys, places in enumerate(frontier):
            unseen, ahead = maps[keys], following[keys]
            for place in places:
                for to in (place - width, place - 1, place + 1, place + width):
                    kind = unseen[to]
                    if not kind:
                        continue
                    unseen[to] = 0
                    if kind == FLOOR:
                        ahead.append(to)
                    elif kind == TARGET:
                        return steps
                    else:
                        letter = chr(cells[to])
                        more = keys ^ KEYS[ord(letter.lower())]
                        if letter.isupper() or maps[more][to]:
                            maps[more][to] = 0
                            following[more].append(to)
        frontier = following
    return None


def main():
    size, *rows = sys.stdin.buffer.read().split(b"\n")
    height, width = map(int, size.split())
    rack_line = b"#" * (width + 2)
    cells = rack_line + b"".join(b"#" + row + b"#" for row in rows[:height]) + rack_line
    steps = fewest_steps(cells, width + 2)
    print("unreachable" if steps is None else steps)


main()
