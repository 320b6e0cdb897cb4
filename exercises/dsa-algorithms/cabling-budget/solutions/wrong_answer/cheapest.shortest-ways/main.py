import sys


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
    islands = []
    total = 0
    for name, start in numbers.items():
        if connected[start]:
            continue
        sites = spent = 0
        nearest = {start: (0, 0)}  # sites next to the connected part -> (length of the way to them, cost of its last cable)
        while nearest:
            site = min(nearest, key=nearest.get)
            way, last = nearest.pop(site)
            spent += last
            sites += 1
            connected[site] = True
            for cost, other in offers[site]:
                if not connected[other] and (way + cost, cost) < nearest.get(other, (10**10, 0)):
                    nearest[other] = (way + cost, cost)
        islands.append(f"{name} {sites} {spent}")
        total += spent
    print(len(islands), total)
    for line in islands:
        print(line)


main()
