"""Operations on the open table: generate.py SEED THEME [OPERATIONS].

Each theme leaves out what the other checks look at, so that a mistake shows in one check. To know what an operation would meet,
the generator keeps a table itself and takes only the operations that its theme allows: only `hash` has keys whose hash has its
highest bit set, only `probe` has GET and DEL that go on from the last slot to slot 0, only `overwrite` gives a key another value,
only `tombs` has GET and DEL that pass a tombstone, only `reuse` puts keys that stand behind one, only `growth` (and, without
tombstones, the large `many`) lets the table grow.
"""

import random
import sys

WORDS = ["user", "cart", "page", "sid", "ab", "k", "tok", "x"]
GONE = -1


def fnv1a(key):
    h = 2166136261
    for byte in key.encode():
        h = ((h ^ byte) * 16777619) & 0xFFFFFFFF
    return h


class Table:
    """The slots hold (hash, key); what an operation would do is told before it is done."""

    def __init__(self, size=8):
        self.slots = [None] * size
        self.filled = 0
        self.wrapped = False  # did any search so far go on from the last slot to the first?

    def search(self, h, key):
        """Slot, whether the key is there, the first tombstone on the way, whether the search goes round."""
        slots, size = self.slots, len(self.slots)
        home = slot = h % size
        tomb = None
        while slots[slot] is not None:
            if slots[slot] == GONE:
                tomb = slot if tomb is None else tomb
            elif slots[slot][1] == key:
                break
            slot = (slot + 1) % size
        return slot, slots[slot] is not None, tomb, slot < home

    def grows(self):
        return 10 * (self.filled + 1) > 7 * len(self.slots)

    def put(self, h, key):
        slot, there, tomb, around = self.search(h, key)
        if there:
            return
        if tomb is not None:
            slot = tomb
        else:
            if self.grows():
                entries = [entry for entry in self.slots if entry is not None and entry != GONE]
                self.slots = [None] * (2 * len(self.slots))
                self.filled = len(entries)
                for entry in entries:
                    place, _, _, around = self.search(*entry)
                    self.wrapped = self.wrapped or around
                    self.slots[place] = entry
                slot, _, _, around = self.search(h, key)
            self.filled += 1
        self.wrapped = self.wrapped or around
        self.slots[slot] = (h, key)

    def copy(self):
        other = Table()
        other.slots, other.filled, other.wrapped = self.slots[:], self.filled, self.wrapped
        return other


class Script:
    def __init__(self, rng, homes=range(8), high=False):
        self.rng = rng
        self.table = Table()
        self.present = {}  # key -> its value
        self.lines = []
        self.pool = []  # (hash, key)
        while len(self.pool) < 14:
            key = rng.choice(WORDS) + str(rng.randrange(1000))
            h = fnv1a(key)
            if h % 8 in homes and (high or h < 2**31) and (h, key) not in self.pool:
                self.pool.append((h, key))

    def absent(self):
        return self.rng.choice([entry for entry in self.pool if entry[1] not in self.present])

    def there(self):
        key = self.rng.choice(list(self.present))
        return fnv1a(key), key

    def anybody(self):
        return self.there() if self.present and self.rng.random() < 0.7 else self.absent()

    def value(self):
        return self.rng.choice("abcdefgh") + str(self.rng.randrange(10))

    def put(self, entry, value=None, around=False, tombs=False, grow=False):
        """PUT, unless it does something that is not allowed."""
        slot, there, tomb, goes_round = self.table.search(*entry)
        if tomb is not None and not tombs:
            return
        if not there and tomb is None and self.table.grows() and not grow:
            return
        after = self.table.copy()
        after.put(*entry)
        if (goes_round or after.wrapped) and not around:
            return
        self.table = after
        self.present[entry[1]] = value or self.present.get(entry[1]) or self.value()
        self.lines.append(f"PUT {entry[1]} {self.present[entry[1]]}")

    def look(self, command, entry, around=False, tombs=False):
        """GET or DEL, unless it does something that is not allowed."""
        slot, there, tomb, goes_round = self.table.search(*entry)
        if (goes_round and not around) or (tomb is not None and not tombs):
            return
        self.lines.append(f"{command} {entry[1]}")
        if command == "DEL" and there:
            self.table.slots[slot] = GONE
            del self.present[entry[1]]


def hashes(rng):
    script = Script(rng, high=True)
    while len(script.lines) < 7:
        if rng.random() < 0.6:
            script.put(script.absent())
        script.look("GET", script.anybody())
    return script.lines


def probe(rng):
    script = Script(rng, homes=[rng.choice([2, 5]), 6, 7])
    for _ in range(5):
        script.put(script.absent(), around=True)
    while len(script.lines) < 10:
        script.look(rng.choice(["GET", "GET", "GET", "DEL"]) if len(script.lines) == 9 else "GET", script.anybody(), around=True)
    return script.lines


def overwrite(rng):
    script = Script(rng, homes=range(6))
    for _ in range(rng.randint(2, 8)):
        script.put(script.absent())
    script.put((fnv1a("me"), "me"))
    for _ in range(rng.randint(1, 3)):
        entry = script.there()
        script.put(entry, script.value())
        script.look("GET", rng.choice([entry, script.there()]))
    return script.lines


def tombs(rng):
    home = rng.randrange(4)
    script = Script(rng, homes=[home, home + 1])
    for _ in range(8):
        script.put(script.absent())
    victim = script.there()
    script.look("DEL", victim)
    for _ in range(4):
        script.look(rng.choice(["GET", "GET", "DEL"]), script.anybody(), tombs=True)
        script.put(script.absent())
    return script.lines[:12]


def reuse(rng):
    home = rng.randrange(4)
    script = Script(rng, homes=[home, home + 1])
    for _ in range(rng.randint(4, 10)):
        script.put(script.absent())
    for _ in range(4):
        if script.present:
            script.look("DEL", script.there())
        script.put(script.anybody(), tombs=True)
        script.look("GET", script.anybody())
    return script.lines[:14]


def growth(rng):
    kind = rng.randrange(4)
    if kind == 0:  # few entries and many tombstones when the table grows
        script = Script(rng, homes=range(6))
        for _ in range(40):
            script.put(script.absent())
        for key in list(script.present)[: rng.randint(3, 4)]:
            script.look("DEL", (fnv1a(key), key))
        for _ in range(40):
            if len(script.lines) < 17 and len(script.present) < len(script.pool):
                script.put(script.absent(), grow=True)
        return script.lines
    # kind 1: entries that went round, so that the order of the slots is not that of the arrival
    script = Script(rng, homes=[6, 7, 0] if kind == 1 else range(6))
    for _ in range(40):
        if rng.random() < 0.8:
            script.put(script.absent(), grow=True, around=kind == 1, tombs=True)
        elif script.present:
            script.look("DEL", script.there())
        if len(script.lines) > 8 or len(script.present) == len(script.pool):
            break
    for key in list(script.present):
        script.look("GET", (fnv1a(key), key))
    return script.lines[:14]


def many(rng, operations):
    """Half of the operations put new keys; nothing is ever deleted or overwritten."""
    table = Table()
    keys, lines = [], []
    fresh = 0
    while len(lines) < operations:
        kind = rng.random()
        if kind < 0.35 and keys:
            key = rng.choice(keys)
            if not table.search(*key)[3]:
                lines.append(f"GET {key[1]}")
            continue
        fresh += rng.randint(1, 9)
        key = f"u{fresh}"
        h = fnv1a(key)
        if h >= 2**31 or table.search(h, key)[3]:
            continue
        if kind < 0.9:
            table.put(h, key)
            keys.append((h, key))
            lines.append(f"PUT {key} v{fresh % 97}")
        else:
            lines.append(f"{'GET' if kind < 0.95 else 'DEL'} {key}")
    return lines


THEMES = {
    "hash": hashes,
    "probe": probe,
    "overwrite": overwrite,
    "tombs": tombs,
    "reuse": reuse,
    "growth": growth,
    "many": many,
}


def main():
    seed, theme, *sizes = sys.argv[1:]
    lines = THEMES[theme](random.Random(int(seed)), *map(int, sizes))
    sys.stdout.write(f"{len(lines)}\n" + "\n".join(lines) + "\n")


main()
