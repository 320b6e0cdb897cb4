import sys
from bisect import bisect_left, bisect_right


class PriceIndex:
    """All prices that will ever come are known when the index is made, so each has a rank from the beginning. A Fenwick tree
    counts how many prices of each rank are there: tree[i] is the count of the (i & -i) ranks that end before rank i."""

    def __init__(self, prices):
        self.prices = sorted(set(prices))
        self.copies = [0] * len(self.prices)
        self.tree = [0] * (len(self.prices) + 1)
        self.size = 0

    def change(self, rank, by):
        self.copies[rank] += by
        self.size += by
        i = rank + 1
        while i < len(self.tree):
            self.tree[i] += by
            i += i & -i

    def below(self, rank):
        """How many prices with a smaller rank are there?"""
        total = 0
        while rank > 0:
            total += self.tree[rank]
            rank &= rank - 1
        return total

    def add(self, price):
        self.change(bisect_left(self.prices, price), 1)

    def delete(self, price):
        rank = bisect_left(self.prices, price)
        if rank < len(self.prices) and self.prices[rank] == price and self.copies[rank] > 0:
            self.change(rank, -1)

    def kth(self, k):
        if not 1 <= k <= self.size:
            return "none"
        rank = 0
        step = 1 << len(self.prices).bit_length()
        while step > 0:
            if rank + step < len(self.tree) and self.tree[rank + step] < k:
                rank += step
                k -= self.tree[rank]
            step >>= 1
        return self.prices[rank]

    def next(self, price):
        return self.kth(min(self.below(bisect_left(self.prices, price)) + 1, self.size))

    def prev(self, price):
        return self.kth(self.below(bisect_right(self.prices, price)))

    def count(self, low, high):
        if low > high:
            return 0
        return self.below(bisect_right(self.prices, high)) - self.below(bisect_left(self.prices, low))


def main():
    lines = sys.stdin.read().split("\n")
    operations = [line.split() for line in lines[1 : int(lines[0]) + 1]]
    index = PriceIndex([int(words[0]) for command, *words in operations if command == "ADD"])
    commands = {
        "ADD": index.add,
        "DEL": index.delete,
        "NEXT": index.next,
        "PREV": index.prev,
        "COUNT": index.count,
        "KTH": index.kth,
    }
    out = []
    for command, *words in operations:
        answer = commands[command](*map(int, words))
        if answer is not None:
            out.append(str(answer))
    print("\n".join(out))


main()
