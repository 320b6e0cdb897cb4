import sys


class Ring:
    def __init__(self, capacity):
        self.slots = [None] * capacity
        self.oldest = 0
        self.count = 0

    def is_full(self):
        return self.count == len(self.slots)

    def add(self, entry):
        self.slots[(self.oldest + self.count) % len(self.slots)] = entry
        self.count += 1

    def take(self):
        entry = self.slots[self.oldest]
        self.slots[self.oldest] = None
        self.oldest = (self.oldest + 1) % len(self.slots)
        self.count -= 1
        return entry

    def entries(self):
        return [self.slots[(self.oldest + i) % len(self.slots)] for i in range(self.count)]


def main():
    _, capacity = map(int, sys.stdin.readline().split())
    ring = Ring(capacity)

    for line in sys.stdin:  # one at a time: the input may be larger than the memory
        command, _, entry = line.rstrip("\n").partition(" ")
        if command == "WRITE":
            if ring.is_full():
                sys.stdout.write("full\n")
            else:
                ring.add(entry)
        elif command == "FORCE":
            if ring.count > 0:
                ring.take()
            ring.add(entry)
        elif ring.count == 0:
            sys.stdout.write("empty\n")
        elif command == "READ":
            sys.stdout.write(ring.take() + "\n")
        else:
            sys.stdout.write(" ".join(ring.entries()) + "\n")


main()
