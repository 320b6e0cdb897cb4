import sys


def main():
    lines = sys.stdin.read().split("\n")
    figures = []
    lowest = []  # lowest[i] is the smallest of figures[0] to figures[i]
    out = []

    for operation in lines[1 : int(lines[0]) + 1]:
        if operation == "MIN":
            out.append(lowest[-1] if lowest else "empty")
        elif operation == "POP":
            out.append(figures.pop() if figures else "empty")
            if lowest:
                lowest.pop()
        else:
            figure = int(float(operation[5:]))
            figures.append(figure)
            lowest.append(min(figure, lowest[-1]) if lowest else figure)
    print("\n".join(map(str, out)))


main()
