import sys


def main():
    lines = sys.stdin.read().split("\n")
    figures = []
    lowest = None
    out = []

    for operation in lines[1 : int(lines[0]) + 1]:
        if operation == "MIN":
            out.append("empty" if lowest is None else lowest)
        elif operation == "POP":
            figure = figures.pop() if figures else "empty"
            out.append(figure)
            if figure == lowest:
                lowest = min(figures, default=None)
        else:
            figure = int(operation[5:])
            figures.append(figure)
            lowest = figure if lowest is None else min(figure, lowest)
    print("\n".join(map(str, out)))


main()
