import sys


def main():
    numbers = list(map(int, sys.stdin.read().split()[1:]))
    late = 0
    largest = -1
    for number in numbers:
        if number < largest:
            late += 1
        largest = max(largest, number)
    print(late)


main()
