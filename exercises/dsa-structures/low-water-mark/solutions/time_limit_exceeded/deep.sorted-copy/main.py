import sys
from bisect import bisect_left, insort


def main():
    lines = sys.stdin.read().split("\n")
    figures = []
    ordered = []
    out = []

    for operation in lines[1 : int(lines[0]) + 1]:
        if operation == "MIN":
            out.append(ordered[0] if ordered else "empty")
        elif operation == "POP":
            figure = figures.pop() if figures else "empty"
            out.append(figure)
            if ordered:
                del ordered[bisect_left(ordered, figure)]
        else:
            figure = int(operation[5:])
            figures.append(figure)
            insort(ordered, figure)
    print("\n".join(map(str, out)))


main()
