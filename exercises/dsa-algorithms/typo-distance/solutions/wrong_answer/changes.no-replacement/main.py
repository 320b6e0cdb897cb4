import sys


def distance(one, other):
    before = [0] * (len(other) + 1)  # longest common subsequences
    for letter in one:
        row = [0]
        left = 0
        for wanted, diagonal, above in zip(other, before, before[1:]):
            if letter == wanted:
                left = diagonal + 1
            elif above > left:
                left = above
            row.append(left)
        before = row
    return len(one) + len(other) - 2 * before[-1]


def main():
    lines = sys.stdin.buffer.read().decode("utf-8").split("\n")
    for line in lines[1 : int(lines[0]) + 1]:
        print(distance(*line.split("/")))


main()
