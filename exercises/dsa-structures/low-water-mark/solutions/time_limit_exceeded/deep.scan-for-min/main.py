import sys


def main():
    lines = sys.stdin.read().split("\n")
    figures = []
    out = []

    for operation in lines[1 : int(lines[0]) + 1]:
        if operation == "MIN":
            out.append(min(figures) if figures else "empty")
        elif operation == "POP":
            out.append(figures.pop() if figures else "empty")
        else:
            figure = int(operation[5:])
            figures.append(figure)
    print("\n".join(map(str, out)))


main()
