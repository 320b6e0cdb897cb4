"""check.py INPUT EXPECTED: is what comes on stdin a best choice?"""

import sys


def reject(why):
    print(why)
    sys.exit(43)


def number(word):
    if not word.isascii() or not word.isdigit() or len(word) > 18:
        reject(f"`{word[:40]}` is not a whole number")
    return int(word)


def main():
    with open(sys.argv[1]) as file:
        numbers = list(map(int, file.read().split()))
    with open(sys.argv[2]) as file:
        best = int(file.read().split()[0])
    count, budget = numbers[:2]
    sizes, values = numbers[2::2], numbers[3::2]

    lines = sys.stdin.buffer.read().decode("utf-8", "replace").rstrip().split("\n")
    if len(lines) > 2:
        reject(f"there are {len(lines)} lines; two are wanted: the value, and the numbers of the chosen shards")
    value = lines[0].split()
    if len(value) != 1:
        reject("the first line holds just one number, the value of the choice")
    value = number(value[0])
    chosen = [number(word) for word in " ".join(lines[1:]).split()]

    for shard in chosen:
        if not 1 <= shard <= count:
            reject(f"there is no shard {shard}: they are numbered from 1 to {count}")
    if len(set(chosen)) < len(chosen):
        twice = next(shard for shard in chosen if chosen.count(shard) > 1)
        reject(f"shard {twice} is chosen more than once")
    size = sum(sizes[shard - 1] for shard in chosen)
    if size > budget:
        reject(f"the chosen shards have size {size} together, and the budget is {budget}")
    worth = sum(values[shard - 1] for shard in chosen)
    if worth != value:
        reject(f"the first line says {value}, but the chosen shards are worth {worth} together")
    if worth < best:
        reject(f"the choice fits and is worth {worth}, but another one that fits is worth {best}")
    if worth > best:
        sys.exit(f"a choice is worth {worth}: more than the reference's {best}")
    sys.exit(42)


main()
