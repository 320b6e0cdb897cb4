import sys


def find(amounts, total):
    for second in range(len(amounts)):
        for first in range(second):
            if amounts[first] + amounts[second] == total:
                return f"{first + 1} {second + 1}"
    return "none"


def main():
    count, total, *amounts = map(int, sys.stdin.read().split())
    print(find(amounts[:count], total))


main()
