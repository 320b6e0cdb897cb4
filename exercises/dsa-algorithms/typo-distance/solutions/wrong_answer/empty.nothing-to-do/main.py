import sys


def distance(one, other):
    if not one or not other:
        return 0
    before = list(range(len(other) + 1))  # from the beginning of `one` so far to each beginning of `other`
    for i, letter in enumerate(one, 1):
        row = [i]
        left = i
        for wanted, diagonal, above in zip(other, before, before[1:]):
            if letter == wanted:
                left = diagonal
            else:
                if above < left:
                    left = above
                if diagonal < left:
                    left = diagonal
                left += 1
            row.append(left)
        before = row
    return before[-1]


def main():
    lines = sys.stdin.buffer.read().decode("utf-8").split("\n")
    for line in lines[1 : int(lines[0]) + 1]:
        print(distance(*line.split("/")))


main()
