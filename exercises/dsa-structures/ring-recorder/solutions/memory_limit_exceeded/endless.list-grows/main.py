import sys


class Ring:
    def __init__(self, capacity):
        self.capacity = capacity
        self.list = []
        self.oldest = 0

    @property
    def count(self):
        return len(self.list) - self.oldest

    def is_full(self):
        return self.count == self.capacity

    def add(self, entry):
        self.list.append(entry)

    def take(self):
        self.oldest += 1
        return self.list[self.oldest - 1]

    def entries(self):
        return self.list[self.oldest :]


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
            if ring.is_full():
                ring.take()
            ring.add(entry)
        elif ring.count == 0:
            sys.stdout.write("empty\n")
        elif command == "READ":
            sys.stdout.write(ring.take() + "\n")
        else:
            sys.stdout.write(" ".join(ring.entries()) + "\n")


main()
