import sys
from itertools import accumulate

MINUTES = 527040  # of a leap year


def main():
    lines = sys.stdin.read().split("\n")
    minutes = [0] * MINUTES
    totals = None  # totals[m]: the requests of all minutes before m
    out = []

    for operation in lines[1 : int(lines[0]) + 1]:
        command, a, b, *requests = operation.split()
        begin, end = int(a), int(b) + 1
        if command == "ADD":
            added = int(requests[0])
            for minute in range(begin, end):
                minutes[minute] += added
        else:
            if totals is None:  # all ranges are in
                totals = [0, *accumulate(minutes)]
            out.append(totals[end] - totals[begin])
    if out:
        print("\n".join(map(str, out)))


main()
