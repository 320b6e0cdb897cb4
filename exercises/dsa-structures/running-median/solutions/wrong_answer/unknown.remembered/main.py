import sys
from heapq import heappop, heappush


class Half:
    """One side of the middle. A forgotten value stays in the heap until it comes to the top."""

    def __init__(self, sign):
        self.sign = sign  # 1: the smallest value on top, -1: the largest
        self.heap = []
        self.size = 0  # without the forgotten ones
        self.forgotten = {}  # value -> how many of it are to be passed by

    def top(self):
        return self.sign * self.heap[0]

    def add(self, value):
        heappush(self.heap, self.sign * value)
        self.size += 1

    def take(self):
        value = self.top()
        heappop(self.heap)
        self.size -= 1
        self.clear_top()
        return value

    def forget(self, value):
        self.forgotten[value] = self.forgotten.get(value, 0) + 1
        self.size -= 1
        self.clear_top()

    def clear_top(self):
        while self.heap and self.forgotten.get(self.top()):
            self.forgotten[self.top()] -= 1
            heappop(self.heap)


def main():
    lines = sys.stdin.read().split("\n")
    low = Half(-1)  # as large as `high` or larger by one: its top is the lower median
    high = Half(1)
    held = {}  # value -> how often it is there
    out = []

    for line in lines[1 : int(lines[0]) + 1]:
        command, *words = line.split()
        if command == "MEDIAN":
            out.append(str(low.top()) if low.size else "none")
            continue

        value = int(words[0])
        if command == "ADD":
            held[value] = held.get(value, 0) + 1
            if held[value] > 0:
                half = low if not low.size or value <= low.top() else high
                half.add(value)
        elif held.get(value, 0) <= 0:
            held[value] = held.get(value, 0) - 1
        else:
            held[value] -= 1
            half = low if value <= low.top() else high
            half.forget(value)
        if low.size > high.size + 1:
            high.add(low.take())
        elif low.size < high.size:
            low.add(high.take())
    if out:
        print("\n".join(out))


main()
