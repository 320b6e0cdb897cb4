import sys
from itertools import product

SHIFTS = 14
MOST = 3  # shifts of one person


def allowed(roster):
    return all(a != b for a, b in zip(roster, roster[1:])) and all(roster.count(name) <= MOST for name in set(roster))


def main():
    lines = sys.stdin.read().split("\n")
    people = sorted(line.split() for line in lines[1 : int(lines[0]) + 1])
    willing = [[name for name, wishes in people if wishes[shift] == "y"] for shift in range(SHIFTS)]
    rosters = filter(allowed, product(*willing))
    print(" ".join(next(rosters, ["impossible"])))


main()
