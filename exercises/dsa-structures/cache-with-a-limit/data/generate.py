"""Operations on the cache: generate.py SEED THEME [OPERATIONS].

Each theme leaves out what the other checks look at, so that a mistake shows in one check: only `miss` asks for keys that are not
there, only `refresh` asks for a key that is not the one used last, only `overwrite` puts a key that is there, only `delete`
deletes, only `limit` changes the limit of a cache that has entries. `large` has much of this, but asks only for what is there
whichever of these mistakes is made.
"""

import random
import sys
from collections import OrderedDict

KEYS = ["a", "b", "c", "d", "e", "f", "g", "h"]


class Script:
    def __init__(self, rng, limit):
        self.rng = rng
        self.entries = OrderedDict()
        self.lines = []
        self.limit = 1
        if limit > 1 or rng.random() < 0.5:  # 1 is the limit from the beginning
            self.set_limit(limit)

    def set_limit(self, limit):
        self.lines.append(f"LIMIT {limit}")
        self.limit = limit
        self.shrink()

    def shrink(self):
        while len(self.entries) > self.limit:
            self.entries.popitem(last=False)

    def put(self, key):
        value = f"{key}{self.rng.randrange(100)}"
        self.lines.append(f"PUT {key} {value}")
        self.entries[key] = value
        self.entries.move_to_end(key)
        self.shrink()

    def get(self, key):
        self.lines.append(f"GET {key}")
        if key in self.entries:
            self.entries.move_to_end(key)

    def delete(self, key):
        self.lines.append(f"DEL {key}")
        self.entries.pop(key, None)

    def keys(self):
        self.lines.append("KEYS")

    def absent(self):
        return self.rng.choice([key for key in KEYS if key not in self.entries])

    def there(self):
        return self.rng.choice(list(self.entries))

    def last(self):
        return next(reversed(self.entries))


def miss(rng):
    script = Script(rng, rng.randint(1, 4))
    for _ in range(rng.randint(2, 9)):
        kind = rng.randrange(10)
        if kind < 5:
            script.put(script.absent())
        elif kind == 5 and script.entries:
            script.get(script.last())
        elif kind == 6:
            script.keys()
        else:
            script.get(script.absent())
    script.get(script.absent())
    script.keys()
    return script.lines


def refresh(rng):
    script = Script(rng, rng.randint(2, 4))
    for _ in range(script.limit):
        script.put(script.absent())
    for _ in range(rng.randint(1, 3)):
        for _ in range(rng.randint(1, 2)):
            script.get(script.there())
        script.put(script.absent())
        if rng.random() < 0.3:
            script.keys()
    script.keys()
    return script.lines


def overwrite(rng):
    script = Script(rng, rng.randint(1, 4))
    for _ in range(script.limit):
        script.put(script.absent())
    for _ in range(rng.randint(1, 3)):
        script.put(script.there())
        if rng.random() < 0.7:
            script.get(script.last())
        if rng.random() < 0.5:
            script.put(script.absent())
    script.keys()
    return script.lines


def delete(rng):
    script = Script(rng, rng.choice([1, 2, 3, 3, 4]))
    for _ in range(script.limit if rng.random() < 0.7 else 1):
        script.put(script.absent())
    for _ in range(rng.randint(1, 3)):
        script.delete(script.there() if script.entries and rng.random() < 0.75 else script.absent())
        if rng.random() < 0.4:
            script.keys()
        if rng.random() < 0.8:
            script.put(script.absent())
    script.keys()
    return script.lines


def limit(rng):
    script = Script(rng, rng.randint(1, 5))
    for _ in range(rng.randint(1, 3)):
        for _ in range(rng.randint(1, script.limit)):
            if len(script.entries) < len(KEYS):
                script.put(script.absent())
        script.set_limit(rng.randint(1, 5))
        if rng.random() < 0.5:
            script.keys()
    script.put(script.absent())
    script.keys()
    return script.lines


def large(rng, operations):
    """A limit of a twentieth of the operations; only the later half of what fits is asked for, so that it is there for certain."""
    size = max(1, operations // 20)
    lines = [f"LIMIT {size}"]
    made = 0
    gone = set()
    keys = [f"k{number * 7919 % 1_000_003}" for number in range(operations)]
    while len(lines) < operations:
        kind = rng.random()
        number = made - 1 - int(rng.random() * min(made, size // 2))
        if made < size or 0.55 <= kind < 0.95:
            lines.append(f"PUT {keys[made]} v{made % 97}")
            made += 1
        elif number in gone:
            continue
        elif kind < 0.45:
            lines.append(f"GET {keys[number]}")
        elif kind < 0.55:
            lines.append(f"PUT {keys[number]} v{number % 97}")
        else:
            lines.append(f"DEL {keys[number]}")
            gone.add(number)
    return lines


THEMES = {
    "miss": miss,
    "refresh": refresh,
    "overwrite": overwrite,
    "delete": delete,
    "limit": limit,
    "large": large,
}


def main():
    seed, theme, *sizes = sys.argv[1:]
    lines = THEMES[theme](random.Random(int(seed)), *map(int, sizes))
    sys.stdout.write(f"{len(lines)}\n" + "\n".join(lines) + "\n")


main()
