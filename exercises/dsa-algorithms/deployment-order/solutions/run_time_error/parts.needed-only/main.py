import heapq
import sys


def read(lines):
    """For each service the set of those it needs."""
    needs = {}
    for line in lines:
        _, service, *others = line.split()
        needed = needs.setdefault(service, set())
        for other in others:
            needed.add(other)
            needs.setdefault(other, set())
    named = {line.split()[1] for line in lines}
    return {service: others for service, others in needs.items() if service in named}


def start_all(needs):
    """The order as far as it goes, and for each service how many of those it needs are missing then."""
    needed_by = {service: [] for service in needs}
    for service, others in needs.items():
        for other in others:
            needed_by[other].append(service)
    missing = {service: len(others) for service, others in needs.items()}
    ready = [service for service, count in missing.items() if count == 0]
    heapq.heapify(ready)
    order = []
    while ready:
        started = heapq.heappop(ready)
        order.append(started)
        for service in needed_by[started]:
            missing[service] -= 1
            if missing[service] == 0:
                heapq.heappush(ready, service)
    return order, missing


def find_cycle(needs, missing):
    """Who is left needs somebody who is left: following these needs leads into a cycle."""
    service = next(service for service in needs if missing[service])
    way, place = [], {}
    while service not in place:
        place[service] = len(way)
        way.append(service)
        service = min(other for other in needs[service] if missing[other])
    return way[place[service] :]


def main():
    count, *lines = sys.stdin.read().split("\n")
    needs = read(lines[: int(count)])
    order, missing = start_all(needs)
    if len(order) == len(needs):
        print("order", *order, sep="\n")
    else:
        print("cycle", *find_cycle(needs, missing), sep="\n")


main()
