import sys


class Node:
    def __init__(self, price):
        self.price = price
        self.copies = 1
        self.size = 1  # prices in this node and below it
        self.left = self.right = None


def size(node):
    return node.size if node else 0


class PriceIndex:
    """A search tree that is never balanced."""

    def __init__(self):
        self.root = None

    def add(self, price):
        node, parent = self.root, None
        while node:
            node.size += 1
            if node.price == price:
                node.copies += 1
                return
            parent = node
            node = node.left if price < node.price else node.right
        self.replace(parent, None, Node(price), price)

    def replace(self, parent, old, new, price=0):
        """Puts a subtree where another one was: below the parent, or where the price belongs."""
        if parent is None:
            self.root = new
        elif parent.left is old and (old or price < parent.price):
            parent.left = new
        else:
            parent.right = new

    def delete(self, price):
        if self.count(price, price) == 0:
            return
        node, parent = self.root, None
        while node.price != price:
            node.size -= 1
            parent = node
            node = node.left if price < node.price else node.right
        node.size -= 1
        node.copies -= 1
        if node.copies > 0:
            return
        if node.left and node.right:
            heir, parent = node.right, node
            while heir.left:
                parent, heir = heir, heir.left
            walk = node.right
            while walk is not heir:
                walk.size -= heir.copies
                walk = walk.left
            self.replace(parent, heir, heir.right)
            node.price, node.copies = heir.price, heir.copies
        else:
            self.replace(parent, node, node.left or node.right)

    def below(self, price):
        """How many prices are smaller?"""
        total, node = 0, self.root
        while node:
            if node.price < price:
                total += size(node.left) + node.copies
                node = node.right
            else:
                node = node.left
        return total

    def kth(self, k):
        node = self.root
        if not 1 <= k <= size(node):
            return "none"
        while True:
            left = size(node.left)
            if k <= left:
                node = node.left
            elif k <= left + node.copies:
                return node.price
            else:
                k -= left + node.copies
                node = node.right

    def next(self, price):
        return self.kth(self.below(price) + 1)

    def prev(self, price):
        return self.kth(self.below(price + 1))

    def count(self, low, high):
        return self.below(high + 1) - self.below(low) if low <= high else 0


def main():
    lines = sys.stdin.read().split("\n")
    index = PriceIndex()
    commands = {
        "ADD": index.add,
        "DEL": index.delete,
        "NEXT": index.next,
        "PREV": index.prev,
        "COUNT": index.count,
        "KTH": index.kth,
    }
    out = []
    for line in lines[1 : int(lines[0]) + 1]:
        command, *words = line.split()
        answer = commands[command](*map(int, words))
        if answer is not None:
            out.append(str(answer))
    print("\n".join(out))


main()
