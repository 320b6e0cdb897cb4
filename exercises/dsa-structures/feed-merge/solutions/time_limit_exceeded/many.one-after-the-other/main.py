import sys


def read_feeds(lines):
    """(name, events) of each feed; an event is (time, text)."""
    feeds = []
    at = 1
    for _ in range(int(lines[0])):
        name, size = lines[at].split()
        events = []
        for line in lines[at + 1 : at + 1 + int(size)]:
            time, _, text = line.partition(" ")
            events.append((int(time), text))
        feeds.append((name, events))
        at += 1 + len(events)
    return feeds


def merge_two(left, right):
    out = []
    i = j = 0
    while i < len(left) and j < len(right):
        if left[i][0] <= right[j][0]:
            out.append(left[i])
            i += 1
        else:
            out.append(right[j])
            j += 1
    return out + left[i:] + right[j:]


def merge(feeds):
    merged = []
    for name, events in feeds:
        merged = merge_two(merged, [(time, name, text) for time, text in events])
    return [f"{time} {name} {text}" for time, name, text in merged]


print("\n".join(merge(read_feeds(sys.stdin.read().split("\n")))))
