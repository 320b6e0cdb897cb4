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
    heads = [(events[0][0], number, 0) for number, (name, events) in enumerate(feeds) if events]
    while heads:
        head = min(heads)
        time, number, place = head
        name, events = feeds[number]
        yield f"{time} {name} {events[place][1]}"
        place += 1
        if place < len(events):
            heads[heads.index(head)] = (events[place][0], number, place)
        else:
            heads.remove(head)


print("\n".join(merge(read_feeds(sys.stdin.read().split("\n")))))
