import sys
from heapq import heappop, heappush


def main():
    lines = sys.stdin.read().split("\n")
    numbers = {}  # name of a site -> its number, in the order of naming
    cables = []  # (cost, number of one end, number of the other)
    for line in lines[1 : int(lines[0]) + 1]:
        kind, *words = line.split()
        one = numbers.setdefault(words[0], len(numbers))
        if kind == "CABLE":
            other = numbers.setdefault(words[1], len(numbers))
            cables.append((int(words[2]), one, other))

    offers = [[] for _ in numbers]
    for cost, one, other in cables:
        offers[one].append((cost, other))
        offers[other].append((cost, one))

    connected = [False] * len(numbers)
    leaving = [(0, 0)] if numbers else []  # cables that leave the part that is connected
    sites = spent = 0
    while leaving:
        cost, site = heappop(leaving)
        if connected[site]:
            continue
        connected[site] = True
        sites += 1
        spent += cost
        for offer in offers[site]:
            if not connected[offer[1]]:
                heappush(leaving, offer)
    if numbers:
        print(1, spent)
        print(next(iter(numbers)), sites, spent)
    else:
        print(0, 0)


main()
