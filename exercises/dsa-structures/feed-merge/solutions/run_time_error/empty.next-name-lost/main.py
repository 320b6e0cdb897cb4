import heapq
import sys


def read_feeds(lines):
    """(name, events) of each feed; an event is (time, text)."""
    feeds = []
    at = 1
    for _ in range(int(lines[0])):
        name, size = lines[at].split()
        events = []
        for line in lines[at + 1 : at + 1 + max(1, int(size))]:
            time, _, text = line.partition(" ")
            events.append((int(time), text))
        feeds.append((name, events))
        at += 1 + len(events)
    return feeds


def merge(feeds):
    # The heap holds the next event of each feed: (time, number of the feed, place in the feed). No two entries have the same
    # number, so the time and then the order of the feeds decide.
    heads = [(events[0][0], number, 0) for number, (name, events) in enumerate(feeds) if events]
    heapq.heapify(heads)
    while heads:
        time, number, place = heads[0]
        name, events = feeds[number]
        yield f"{time} {name} {events[place][1]}"
        place += 1
        if place < len(events):
            heapq.heapreplace(heads, (events[place][0], number, place))
        else:
            heapq.heappop(heads)


print("\n".join(merge(read_feeds(sys.stdin.read().split("\n")))))
