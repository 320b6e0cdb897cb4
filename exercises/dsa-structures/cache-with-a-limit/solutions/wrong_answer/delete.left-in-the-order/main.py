import sys
from collections import OrderedDict


class Cache:
    def __init__(self):
        self.entries = {}  # key -> value
        self.order = OrderedDict()  # the keys, the one unused for longest first
        self.limit = 1

    def get(self, key):
        if key not in self.entries:
            return "miss"
        self.order.move_to_end(key)
        return self.entries[key]

    def put(self, key, value):
        self.entries[key] = value
        self.order[key] = None
        self.order.move_to_end(key)
        self.shrink()

    def delete(self, key):
        self.entries.pop(key, None)

    def set_limit(self, limit):
        self.limit = int(limit)
        self.shrink()

    def shrink(self):
        while len(self.order) > self.limit:
            key, _ = self.order.popitem(last=False)
            self.entries.pop(key, None)

    def keys(self):
        return " ".join(key for key in reversed(self.order) if key in self.entries) or "empty"


def main():
    lines = sys.stdin.read().split("\n")
    cache = Cache()
    commands = {"GET": cache.get, "PUT": cache.put, "DEL": cache.delete, "LIMIT": cache.set_limit, "KEYS": cache.keys}
    out = []
    for line in lines[1 : int(lines[0]) + 1]:
        command, *words = line.split(" ")
        answer = commands[command](*words)
        if answer is not None:
            out.append(answer)
    print("\n".join(out))


main()
