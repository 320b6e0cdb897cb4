import sys


def main():
    numbers = list(map(int, sys.stdin.read().split()[1:]))
    print(sum(earlier > later for earlier, later in zip(numbers, numbers[1:])))


main()
