import sys


def find(amounts, total):
    earlier = []
    for number, amount in enumerate(amounts, 1):
        if total - amount in earlier:
            return f"{earlier.index(total - amount) + 1} {number}"
        earlier.append(amount)
    return "none"


def main():
    count, total, *amounts = map(int, sys.stdin.read().split())
    print(find(amounts[:count], total))


main()
