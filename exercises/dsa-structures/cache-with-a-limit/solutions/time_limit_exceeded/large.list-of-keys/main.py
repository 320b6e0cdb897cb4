import sys


class Cache:
    def __init__(self):
        self.values = {}
        self.order = []  # the keys, the one unused for longest first
        self.limit = 1

    def use(self, key):
        self.order.remove(key)
        self.order.append(key)

    def get(self, key):
        if key not in self.values:
            return "miss"
        self.use(key)
        return self.values[key]

    def put(self, key, value):
        if key in self.values:
            self.use(key)
        else:
            self.order.append(key)
        self.values[key] = value
        self.shrink()

    def delete(self, key):
        if key in self.values:
            self.order.remove(key)
            del self.values[key]

    def set_limit(self, limit):
        self.limit = int(limit)
        self.shrink()

    def shrink(self):
        while len(self.values) > self.limit:
            del self.values[self.order.pop(0)]

    def keys(self):
        return " ".join(reversed(self.order)) or "empty"


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
