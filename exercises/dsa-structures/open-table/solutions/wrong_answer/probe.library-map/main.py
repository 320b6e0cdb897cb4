import sys


def fnv1a(key):
    h = 2166136261
    for byte in key.encode():
        h = ((h ^ byte) * 16777619) & 0xFFFFFFFF
    return h


def main():
    lines = sys.stdin.read().split("\n")
    entries = {}
    size = 8
    out = []
    for line in lines[1 : int(lines[0]) + 1]:
        command, key, *value = line.split(" ")
        there = key in entries
        if command == "PUT":
            if not there and 10 * (len(entries) + 1) > 7 * size:
                size *= 2
            entries[key] = value[0]
            out.append(f"{'set' if there else 'new'} {fnv1a(key) % size} 1")
        elif not there:
            out.append(f"miss {fnv1a(key) % size} 1")
        elif command == "GET":
            out.append(f"hit {fnv1a(key) % size} 1 {entries[key]}")
        else:
            del entries[key]
            out.append(f"gone {fnv1a(key) % size} 1")
    print("\n".join(out))


main()
