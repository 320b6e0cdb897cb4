import sys


def distance(one, other):
    two_before = None
    before = list(range(len(other) + 1))  # from the beginning of `one` so far to each beginning of `other`
    for i, letter in enumerate(one, 1):
        row = [i]
        for j, wanted in enumerate(other, 1):
            if letter == wanted:
                row.append(before[j - 1])
                continue
            best = min(before[j], row[-1], before[j - 1]) + 1
            if i > 1 and j > 1 and letter == other[j - 2] and one[i - 2] == wanted:
                best = min(best, two_before[j - 2] + 1)
            row.append(best)
        two_before, before = before, row
    return before[-1]


def main():
    lines = sys.stdin.buffer.read().decode("utf-8").split("\n")
    for line in lines[1 : int(lines[0]) + 1]:
        print(distance(*line.split("/")))


main()
