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

    offers = [[None] * len(numbers) for _ in numbers]  # cost of the cheapest cable between each two sites
    for cost, one, other in cables:
        if one != other and (offers[one][other] is None or cost < offers[one][other]):
            offers[one][other] = offers[other][one] = cost

    connected = [False] * len(numbers)
    islands = []
    total = 0
    for name, start in numbers.items():
        if connected[start]:
            continue
        sites = spent = 0
        nearest = {start: 0}
        while nearest:
            site = min(nearest, key=nearest.get)
            spent += nearest.pop(site)
            sites += 1
            connected[site] = True
            for other, cost in enumerate(offers[site]):
                if cost is not None and not connected[other] and cost < nearest.get(other, 10**10):
                    nearest[other] = cost
        islands.append(f"{name} {sites} {spent}")
        total += spent
    print(len(islands), total)
    for line in islands:
        print(line)


main()
