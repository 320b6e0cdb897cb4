import sys
from collections import OrderedDict


class Cache:
    def __init__(self):
        self.entries = OrderedDict()  # key -> value, the one unused for longest first
        self.limit = 1

    def get(self, key):
        if key not in self.entries:
            return "miss"
        self.entries.move_to_end(key)
        return self.entries[key]

    def put(self, key, value):
        self.entries[key] = value
        self.entries.move_to_end(key)
        self.shrink()

    def delete(self, key):
        self.entries.pop(key, None)

    def set_limit(self, limit):
        self.limit = int(limit)
        while len(self.entries) > self.limit:
            self.entries.popitem()

    def shrink(self):
        while len(self.entries) > self.limit:
            self.entries.popitem(last=False)

    def keys(self):
        return " ".join(reversed(self.entries)) or "empty"


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
