import sys


class Cache:
    def __init__(self):
        self.values = {}
        self.used = {}  # key -> when it was used last
        self.now = 0
        self.limit = 1

    def use(self, key):
        self.now += 1
        self.used[key] = self.now

    def get(self, key):
        if key not in self.values:
            return "miss"
        self.use(key)
        return self.values[key]

    def put(self, key, value):
        self.values[key] = value
        self.use(key)
        self.shrink()

    def delete(self, key):
        self.values.pop(key, None)
        self.used.pop(key, None)

    def set_limit(self, limit):
        self.limit = int(limit)
        self.shrink()

    def shrink(self):
        while len(self.values) > self.limit:
            self.delete(min(self.used, key=self.used.get))

    def keys(self):
        return " ".join(sorted(self.used, key=self.used.get, reverse=True)) or "empty"


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
