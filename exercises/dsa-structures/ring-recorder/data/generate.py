"""Inputs for the ring recorder: generate.py SEED THEME [OPERATIONS].

Each theme leaves out what the other checks look at, so that a mistake shows in one check: `order` and `text` never fill the
recorder and never reach its last slot twice, only `full` writes to a full one, only `wrap` and `force` go on after it was full,
only `force` (and the large ones) has FORCE, only `order` reads or dumps an empty one, only `text` has entries that are
numbers, markers or there before.
"""

import random
import sys

KINDS = ["boot", "get", "put", "fault", "timer"]
WORDS = ["0", "007", "7", "-", "empty", "full", "READ", "None", "null", "1e3", "-0", "*"]


class Recorder:
    """Writes operations down and knows what is in the recorder."""

    def __init__(self, rng, capacity):
        self.rng = rng
        self.capacity = capacity
        self.lines = []
        self.number = 0
        self.made = 0

    def fresh(self):
        self.made += 1
        return f"{self.rng.choice(KINDS)}-{self.made}"

    def write(self, entry=None):
        self.lines.append(f"WRITE {entry or self.fresh()}")
        self.number = min(self.number + 1, self.capacity)

    def force(self):
        self.lines.append(f"FORCE {self.fresh()}")
        self.number = min(self.number + 1, self.capacity)

    def read(self):
        self.lines.append("READ")
        self.number = max(self.number - 1, 0)

    def dump(self):
        self.lines.append("DUMP")


def order(rng):
    recorder = Recorder(rng, rng.randint(9, 12))
    for _ in range(rng.randint(3, 10)):
        kind = rng.randrange(7)
        if kind < 3 and recorder.made < 8:
            recorder.write()
        elif kind < 6:
            recorder.read()
        else:
            recorder.dump()
    recorder.dump()
    return recorder


def full(rng):
    recorder = Recorder(rng, rng.randint(1, 5))
    for _ in range(recorder.capacity + rng.randint(0, 3)):
        recorder.write()
        if rng.random() < 0.2:
            recorder.dump()
    recorder.dump()
    for _ in range(rng.randrange(recorder.capacity)):
        recorder.read()
    return recorder


def wrap(rng):
    recorder = Recorder(rng, rng.randint(1, 4))
    for _ in range(recorder.capacity):
        recorder.write()
    while len(recorder.lines) < 11:
        if recorder.number == recorder.capacity or rng.random() < 0.3:
            if recorder.number:
                recorder.read()
        if recorder.number < recorder.capacity and rng.random() < 0.8:
            recorder.write()
        if recorder.number and rng.random() < 0.3:
            recorder.dump()
    if recorder.number:
        recorder.dump()
    return recorder


def force(rng):
    recorder = Recorder(rng, rng.randint(1, 4))
    for _ in range(rng.randint(6, 11)):
        kind = rng.randrange(10)
        if kind < 5 or recorder.number < 2:
            recorder.force()
        elif kind < 8:
            recorder.read()
        else:
            recorder.dump()
    recorder.dump()
    return recorder


def text(rng):
    recorder = Recorder(rng, rng.randint(12, 14))
    few = rng.sample(WORDS, 4)
    for _ in range(rng.randint(3, 8)):
        recorder.write(rng.choice(few))
        if recorder.number > 1 and rng.random() < 0.3:
            recorder.read()
    recorder.dump()
    return recorder


def endless(rng, operations):
    """Long entries, far more of them than the recorder takes."""
    recorder = Recorder(rng, 1000)
    letters = "abcdefghijklmnopqrstuvwxyz0123456789-_"
    some = ["".join(rng.choices(letters, k=rng.randint(40, 44))) for _ in range(4000)]
    lines = []
    for _ in range(4):
        lines.append([f"WRITE {entry}" if rng.random() < 0.05 else f"FORCE {entry}" for entry in some])
    while len(recorder.lines) < operations:
        recorder.lines += rng.choice(lines)
    recorder.lines = recorder.lines[:operations]
    for place in rng.sample(range(operations), 40):
        recorder.lines[place] = "READ"
    for place in (operations // 2, operations - 1):
        recorder.lines[place] = "DUMP"
    return recorder


def large(rng, operations):
    """A quarter of the operations fill the recorder, the others go round in it."""
    recorder = Recorder(rng, max(1, operations // 4))
    lines = [f"WRITE {rng.choice(KINDS)}-{i}" for i in range(recorder.capacity)]
    for i in range(recorder.capacity, operations - 1, 2):
        if rng.random() < 0.75:
            lines += [f"FORCE late-{i}", f"FORCE later-{i}"]
        else:
            lines += ["READ", f"WRITE next-{i}"]
    recorder.lines = (lines + ["READ"])[:operations]
    return recorder


THEMES = {"order": order, "full": full, "wrap": wrap, "force": force, "text": text, "endless": endless, "large": large}


def main():
    seed, theme, *sizes = sys.argv[1:]
    recorder = THEMES[theme](random.Random(int(seed)), *map(int, sizes))
    sys.stdout.write(f"{len(recorder.lines)} {recorder.capacity}\n" + "\n".join(recorder.lines) + "\n")


main()
