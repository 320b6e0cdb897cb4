"""Inputs for the undo log: generate.py SEED THEME [OPERATIONS].

Each theme leaves out what the other checks look at, so that a mistake shows in one check:
only `typing` has blanks in the text, only `typing` and `short-back` remove more than there is,
only `nothing-to-do` goes past the ends of the history, only `forget` asks for a REDO behind a new edit,
and only `steps` has two REDOs in a row that both find something.
"""

import random
import sys

LETTERS = "abcdefghijklmnopqrstuvwxyz"
VISIBLE = LETTERS + LETTERS.upper() + "0123456789.,;:-_!?#'\"()[]{}<>\\/+*=%&@|~^$`"


class History:
    """What the generator must know of the field: lengths, no text."""

    def __init__(self, rng):
        self.rng = rng
        self.lines = []
        self.size = 0
        self.done = []
        self.undone = []

    def word(self, low, high, alphabet=LETTERS):
        return "".join(self.rng.choices(alphabet, k=self.rng.randint(low, high)))

    def edit(self, line, change):
        self.lines.append(line)
        self.size += change
        self.done.append(change)
        self.undone.clear()

    def type(self, text):
        self.edit("TYPE " + text, len(text))

    def back(self, size):
        self.edit(f"BACK {size}", -min(size, self.size))

    def any_edit(self, low=1, high=4):
        if self.size > 0 and self.rng.random() < 0.4:
            self.back(self.rng.randint(1, min(self.size, high)))
        else:
            self.type(self.word(low, high))

    def undo(self):
        self.lines.append("UNDO")
        if self.done:
            self.undone.append(self.done.pop())
            self.size -= self.undone[-1]

    def redo(self):
        self.lines.append("REDO")
        if self.undone:
            self.done.append(self.undone.pop())
            self.size += self.done[-1]

    def show(self):
        self.lines.append("SHOW")


def typing(h):
    for _ in range(h.rng.randint(1, 25)):
        kind = h.rng.randrange(5)
        if kind < 2:
            words = [h.word(1, 8, VISIBLE) for _ in range(h.rng.randint(1, 3))]
            h.type(" ".join(words))
        elif kind == 2:
            h.back(h.rng.choice([1, 2, 3, 9, 10, 11, 100]))
        else:
            h.show()


def steps(h, rounds=None):
    for _ in range(h.rng.randint(1, 8) if rounds is None else rounds):
        h.any_edit()
    for _ in range(h.rng.randint(4, 20) if rounds is None else rounds):
        kind = h.rng.randrange(3)
        if kind == 0 and h.done:
            h.undo()
        elif kind == 1 and h.undone:
            h.redo()
        h.show()


def walk(h, edits):
    """All the way back and forth."""
    for _ in range(edits):
        h.any_edit(high=20)
    for _ in range(2):
        while h.done:
            h.undo()
            h.show()
        while h.undone:
            h.redo()
            h.show()


def nothing_to_do(h):
    kind = h.rng.randrange(3)
    if kind == 0:  # one edit, both ends again and again
        h.any_edit()
        for _ in range(h.rng.randint(1, 4)):
            for _ in range(h.rng.randint(1, 3)):
                h.undo()
                h.show()
            for _ in range(h.rng.randint(1, 3)):
                h.redo()
                h.show()
    elif kind == 1:  # past the start, several times
        for _ in range(h.rng.randint(1, 3)):
            for _ in range(h.rng.randrange(4)):
                h.any_edit()
            for _ in range(len(h.done) + h.rng.randint(1, 3)):
                h.undo()
            h.show()
    else:  # REDO where nothing was undone
        for _ in range(h.rng.randint(1, 6)):
            h.any_edit()
            for _ in range(h.rng.randrange(3)):
                h.redo()
            h.show()


def short_back(h):
    for _ in range(h.rng.randint(1, 4)):
        h.type(h.word(3, 8))
        h.back(h.rng.randint(1, 2))
        h.back(h.size + h.rng.randint(1, 20))
        for _ in range(h.rng.randint(1, 3)):
            h.undo()
            h.show()
        h.redo()
        h.show()


def forget(h):
    for _ in range(h.rng.randint(1, 4)):
        for _ in range(h.rng.randint(1, 4)):
            h.any_edit()
        for _ in range(h.rng.randint(1, len(h.done))):
            h.undo()
        idle = h.size == 0 and h.rng.random() < 0.5
        if idle:
            h.back(h.rng.randint(1, 3))
        else:
            h.any_edit()
        for _ in range(h.rng.randint(1, 3)):
            h.redo()
            h.show()
        if idle:
            break  # what UNDO restores is the matter of `short-back`
        if h.rng.random() < 0.5:
            h.undo()
            h.show()


def plateau(h, operations):
    while len(h.lines) < operations * 2 // 5:
        h.type(h.word(10, 20))
    while len(h.lines) < operations * 4 // 5:
        kind = h.rng.randrange(10)
        if kind < 3:
            h.type(h.word(1, 5))
        elif kind < 6:
            h.back(h.rng.randint(1, 5))
        elif kind < 9:
            h.undo()
            if h.rng.random() < 0.7:
                h.redo()
        else:
            h.show()
    while len(h.lines) < operations:
        h.undo()
        if h.rng.random() < 0.1:
            h.show()


def unwind(h, operations):
    while len(h.lines) < operations // 2 - 40:
        h.type(h.word(10, 20))
        if h.rng.random() < 0.1:
            h.back(h.rng.randint(1, 9))
        if h.rng.random() < 0.05:
            h.show()
    while len(h.lines) < operations and h.done:
        h.undo()
        if h.rng.random() < 0.05:
            h.show()


THEMES = {
    "typing": typing,
    "steps": steps,
    "walk": walk,
    "nothing-to-do": nothing_to_do,
    "short-back": short_back,
    "forget": forget,
    "plateau": plateau,
    "unwind": unwind,
}


def main():
    seed, theme, *sizes = sys.argv[1:]
    history = History(random.Random(int(seed)))
    THEMES[theme](history, *map(int, sizes))
    history.show()
    lines = history.lines[: int(sizes[0])] if theme in ("plateau", "unwind") else history.lines
    sys.stdout.write(f"{len(lines)}\n" + "\n".join(lines) + "\n")


main()
