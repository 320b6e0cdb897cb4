import sys


def main():
    lines = sys.stdin.read().split("\n")
    lines = lines[1 : int(lines[0]) + 1]
    numbers = {}  # name of a router -> its number, in the order of naming
    ends = []  # of each link
    for line in lines:
        _, left, right = line.split()
        one = numbers.setdefault(left, len(numbers))
        two = numbers.setdefault(right, len(numbers))
        ends.append((one, two))
    ways = [[] for _ in numbers]  # for each router its links: (number of the link, router at the other end)
    for link, (one, two) in enumerate(ends):
        ways[one].append((link, two))
        ways[two].append((link, one))

    depth = [None] * len(ways)
    parts = [0] * len(ways)  # what is left of the network around the router when it is lost
    critical_links = []

    def search(router, came_by, level):
        """The smallest depth that a link from the router or from below it leads to."""
        depth[router] = highest = level
        parts[router] = 1 if level > 0 else 0
        for link, other in ways[router]:
            if link == came_by:
                continue
            if depth[other] is not None:
                highest = min(highest, depth[other])
                continue
            below = search(other, link, level + 1)
            highest = min(highest, below)
            if below > level:
                critical_links.append(link)
            if below >= level:
                parts[router] += 1
        return highest

    for start in range(len(ways)):
        if depth[start] is None:
            search(start, None, 0)

    critical_routers = [name for name, router in numbers.items() if parts[router] > 1]
    print(len(critical_links), len(critical_routers))
    out = [lines[link] for link in sorted(critical_links)]
    out += [f"ROUTER {name}" for name in critical_routers]
    if out:
        print("\n".join(out))


main()
