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


def sort(events):
    """Quicksort by the time alone."""
    todo = [(0, len(events) - 1)]
    while todo:
        low, high = todo.pop()
        if low >= high:
            continue
        pivot = events[(low + high) // 2][0]
        left, right = low, high
        while left <= right:
            while events[left][0] < pivot:
                left += 1
            while events[right][0] > pivot:
                right -= 1
            if left <= right:
                events[left], events[right] = events[right], events[left]
                left += 1
                right -= 1
        todo += [(low, right), (left, high)]


def merge(feeds):
    everything = [(time, name, text) for name, events in feeds for time, text in events]
    sort(everything)
    return [f"{time} {name} {text}" for time, name, text in everything]


print("\n".join(merge(read_feeds(sys.stdin.read().split("\n")))))
