import sys


def main():
    lines = sys.stdin.read().split("\n")
    figures = []
    lowest = []  # the minima so far, the smallest on top
    out = []

    for operation in lines[1 : int(lines[0]) + 1]:
        if operation == "MIN":
            out.append(lowest[-1] if lowest else "empty")
        elif operation == "POP":
            figure = figures.pop() if figures else "empty"
            out.append(figure)
            if lowest and figure == lowest[-1]:
                lowest.pop()
        else:
            figure = int(operation[5:])
            figures.append(figure)
            if not lowest or figure < lowest[-1]:
                lowest.append(figure)
    print("\n".join(map(str, out)))


main()
