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

    visited = [False] * len(numbers)
    islands = []
    total = 0
    for name, start in numbers.items():
        if visited[start]:
            continue
        site, sites, spent = start, 0, 0
        while site is not None:
            visited[site] = True
            sites += 1
            cost, site = min(((c, s) for c, s in offers[site] if not visited[s]), default=(0, None))
            spent += cost
        islands.append(f"{name} {sites} {spent}")
        total += spent
    print(len(islands), total)
    for line in islands:
        print(line)


main()
