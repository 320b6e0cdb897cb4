"""The panel: interact.py INPUT answers questions about the values in INPUT on stdin and stdout.

Exit code 42 when the order is right, 43 with a reason on stderr when it is not.
"""

import sys


def reject(reason):
    print(reason, file=sys.stderr)
    sys.exit(43)


def question(line, values):
    words = line.split()
    if len(words) != 3 or not all(word.isascii() and word.isdigit() for word in words[1:]):
        reject(f"`{line[:60]}` is no question: write `? i j` with two numbers")
    i, j = map(int, words[1:])
    if not (1 <= i <= len(values) and 1 <= j <= len(values)) or i == j:
        reject(f"`{line[:60]}` does not name two different values from 1 to {len(values)}")
    print("<" if values[i - 1] < values[j - 1] else ">", flush=True)


def answer(line, values):
    words = line[1:].split()
    if sorted(words) != sorted(map(str, range(1, len(values) + 1))):
        reject(f"the answer does not name each of the numbers 1 to {len(values)} once")
    order = [int(word) for word in words]
    for place, (a, b) in enumerate(zip(order, order[1:]), 1):
        if values[a - 1] > values[b - 1]:
            reject(f"value {a} stands before value {b} (places {place} and {place + 1}), but it is larger")
    sys.exit(42)


def main():
    with open(sys.argv[1]) as given:
        n, *values = map(int, given.read().split())
    print(n, flush=True)
    for line in sys.stdin:
        line = line.rstrip("\n")
        if line.startswith("?"):
            question(line, values)
        elif line.startswith("!"):
            answer(line, values)
        else:
            reject(f"`{line[:60]}` is neither a question nor an answer")
    reject("the conversation ended without an answer")


main()
