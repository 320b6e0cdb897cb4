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

    # Sites of one island point, over any number of steps, to its leader; what is known of the island stands with the leader.
    points_to = list(range(len(numbers)))
    sites = [1] * len(numbers)
    costs = [0] * len(numbers)

    def leader(site):
        while points_to[site] != site:
            points_to[site] = points_to[points_to[site]]
            site = points_to[site]
        return site

    cables.sort(key=lambda cable: str(cable[0]))
    for cost, one, other in cables:
        large, small = leader(one), leader(other)
        if large == small:
            continue
        if sites[large] < sites[small]:
            large, small = small, large
        points_to[small] = large
        sites[large] += sites[small]
        costs[large] += costs[small] + cost

    islands = {}  # leader -> the line to print
    for name, number in numbers.items():
        island = leader(number)
        if island not in islands:
            islands[island] = f"{name} {sites[island]} {costs[island]}"
    print(len(islands), sum(costs[island] for island in islands))
    for line in islands.values():
        print(line)


main()
