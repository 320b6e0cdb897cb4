import heapq
import sys

# The cost of a link holds two numbers in one: its latency, and below it 1 for the link itself. Costs are added and
# compared as wholes, so the number of links decides between equal latencies; it stays far below this factor.
FACTOR = 1 << 20


def read(lines):
    links, questions = {}, []  # router -> {neighbour: cost}
    for line in lines:
        word, a, b, *latency = line.split()
        if word == "ROUTE":
            questions.append((a, b))
            continue
        cost = int(latency[0]) * FACTOR + 1
        known = links.setdefault(a, {})
        if b not in known or cost < known[b]:
            known[b] = cost
            links.setdefault(b, {})[a] = cost
    return links, questions


def costs_to(target, links):
    costs = {target: 0}
    waiting = [(0, target)]
    while waiting:
        cost, router = heapq.heappop(waiting)
        if cost > costs[router]:
            continue  # it was met again with a smaller cost
        for neighbour, link in links.get(router, {}).items():
            more = cost + link
            if neighbour not in costs or more < costs[neighbour]:
                costs[neighbour] = more
                heapq.heappush(waiting, (more, neighbour))
    return costs


def route(start, target, links):
    costs = costs_to(target, links)
    if start not in costs or start not in links:
        return "unreachable"
    here, way = start, [start]
    while here != target:
        here = min(neighbour for neighbour, link in links[here].items() if costs[neighbour] + link == costs[here])
        way.append(here)
    return f"{costs[start] // FACTOR} {' '.join(way)}"


def main():
    count, *lines = sys.stdin.read().split("\n")
    links, questions = read(lines[: int(count)])
    for start, target in questions:
        print(route(start, target, links))


main()
