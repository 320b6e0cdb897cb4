import sys
from bisect import bisect_right


def main():
    numbers = list(map(int, sys.stdin.read().split()[1:]))
    arrived = []  # sorted
    wrong = 0
    for number in numbers:
        place = bisect_right(arrived, number)
        wrong += len(arrived) - place
        arrived.insert(place, number)
    print(wrong)


main()
