import sys

GONE = [None, None]  # a tombstone: its key is equal to no key


def fnv1a(key):
    h = 2166136261
    for byte in key.encode():
        h = ((h ^ byte) * 16777619) & 0xFFFFFFFF
    return h


class Table:
    def __init__(self, size):
        self.slots = [None] * size  # None, GONE or [key, value]
        self.filled = 0  # slots that are not empty

    def search(self, key):
        """The slot where the search ends, how many slots it looked at, and the first tombstone it passed."""
        slots, size = self.slots, len(self.slots)
        slot = fnv1a(key) % size
        probes = 1
        tombstone = None
        while (entry := slots[slot]) is not None and entry[0] != key:
            if entry is GONE and tombstone is None:
                tombstone = slot
            slot = (slot + 1) % size
            probes += 1
        return slot, probes, tombstone

    def put(self, key, value):
        slot, probes, tombstone = self.search(key)
        if self.slots[slot] is not None:
            return f"set {slot} {probes}"
        if tombstone is not None:
            slot = tombstone
        else:
            if 10 * (self.filled + 1) > 7 * len(self.slots):
                self.grow()
                slot, probes, _ = self.search(key)
            self.filled += 1
        self.slots[slot] = [key, value]
        return f"new {slot} {probes}"

    def grow(self):
        entries = [entry for entry in self.slots if entry is not None and entry is not GONE]
        self.slots = [None] * (2 * len(self.slots))
        for entry in entries:
            slot, _, _ = self.search(entry[0])
            self.slots[slot] = entry
        self.filled = len(entries)

    def get(self, key):
        slot, probes, _ = self.search(key)
        entry = self.slots[slot]
        return f"miss {slot} {probes}" if entry is None else f"hit {slot} {probes} {entry[1]}"

    def delete(self, key):
        slot, probes, _ = self.search(key)
        if self.slots[slot] is None:
            return f"miss {slot} {probes}"
        self.slots[slot] = GONE
        return f"gone {slot} {probes}"


def main():
    lines = sys.stdin.read().split("\n")
    table = Table(8)
    commands = {"PUT": table.put, "GET": table.get, "DEL": table.delete}
    out = []
    for line in lines[1 : int(lines[0]) + 1]:
        command, *words = line.split(" ")
        out.append(commands[command](*words))
    print("\n".join(out))


main()
