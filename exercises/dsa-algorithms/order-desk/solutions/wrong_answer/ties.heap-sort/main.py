import heapq
import sys


class Entry:
    def __init__(self, record, values):
        self.record = record
        self.values = values  # (missing, value, descending) for each key

    def __lt__(self, other):
        for (missing, value, descending), (other_missing, other_value, _) in zip(self.values, other.values):
            if missing or other_missing:
                if missing != other_missing:
                    return other_missing
            elif value != other_value:
                return (value < other_value) != descending
        return False


def main():
    lines = sys.stdin.read().split("\n")
    count = int(lines[0])
    columns = {}  # name -> (place in the record, kind)
    for place, column in enumerate(lines[1].split(",")):
        name, kind = column.split(":")
        columns[name] = place, kind
    keys = []
    for key in lines[2].split(","):
        name, direction = key.split()
        place, kind = columns[name]
        keys.append((place, float if kind == "number" else str, direction == "desc"))

    heap = []
    for line in lines[3 : count + 3]:
        record = line.split(",")
        values = [(not record[place], record[place] and value(record[place]), descending) for place, value, descending in keys]
        heapq.heappush(heap, Entry(line, values))
    sys.stdout.write("".join(heapq.heappop(heap).record + "\n" for _ in range(count)))


main()
