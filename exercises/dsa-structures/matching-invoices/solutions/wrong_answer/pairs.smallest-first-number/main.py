import sys


def find(amounts, total):
    numbers = {}  # amount -> numbers of all invoices with it
    for number, amount in enumerate(amounts, 1):
        numbers.setdefault(amount, []).append(number)
    for number, amount in enumerate(amounts, 1):
        for partner in numbers.get(total - amount, []):
            if partner > number:
                return f"{number} {partner}"
    return "none"


def main():
    count, total, *amounts = map(int, sys.stdin.read().split())
    print(find(amounts[:count], total))


main()
