import sys


def find(amounts, total):
    first = {}  # amount -> number of the first invoice with it
    for number, amount in enumerate(amounts, 1):
        partner = first.get(total - amount)
        if partner is not None:
            return f"{partner} {number}"
        first.setdefault(amount, number)
    return "none"


def main():
    count, total, *amounts = map(int, sys.stdin.read().split())
    print(find(amounts[:count], total))


main()
