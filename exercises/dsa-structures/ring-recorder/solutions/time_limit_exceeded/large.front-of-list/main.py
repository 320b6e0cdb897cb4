import sys


class Ring:
    def __init__(self, capacity):
        self.capacity = capacity
        self.list = []

    @property
    def count(self):
        return len(self.list)

    def is_full(self):
        return len(self.list) == self.capacity

    def add(self, entry):
        self.list.append(entry)

    def take(self):
        return self.list.pop(0)

    def entries(self):
        return self.list


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
