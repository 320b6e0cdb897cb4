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


def merge(feeds):
    everything = []
    for number, (name, events) in enumerate(feeds):
        everything += [(time, number, text, name) for time, text in events]
    everything.sort()
    return [f"{time} {name} {text}" for time, number, text, name in everything]


print("\n".join(merge(read_feeds(sys.stdin.read().split("\n")))))
