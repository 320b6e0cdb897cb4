import sys


def distance(one, other):
    different = sum(letter != wanted for letter, wanted in zip(one, other))
    return different + abs(len(one) - len(other))


def main():
    lines = sys.stdin.buffer.read().decode("utf-8").split("\n")
    for line in lines[1 : int(lines[0]) + 1]:
        print(distance(*line.split("/")))


main()
