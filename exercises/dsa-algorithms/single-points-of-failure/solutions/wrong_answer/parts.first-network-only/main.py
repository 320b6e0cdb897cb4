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
    highest = [0] * len(ways)  # the smallest depth that a link from the router or from below it leads to
    came_by = [None] * len(ways)  # the link by which the search came
    parts = [0] * len(ways)  # what is left of the network around the router when it is lost
    critical_links = []
    untried = [iter(links) for links in ways]

    for start in range(min(1, len(ways))):
        if depth[start] is not None:
            continue
        depth[start] = 0
        path = [start]
        while path:
            router = path[-1]
            for link, other in untried[router]:
                if depth[other] is None:
                    depth[other] = highest[other] = len(path)
                    came_by[other] = link
                    parts[other] = 1  # what lies above
                    path.append(other)
                    break
                if link != came_by[router] and depth[other] < highest[router]:
                    highest[router] = depth[other]
            else:
                path.pop()
                if not path:
                    break
                above = path[-1]
                highest[above] = min(highest[above], highest[router])
                if highest[router] > depth[above]:
                    critical_links.append(came_by[router])
                if highest[router] >= depth[above]:
                    parts[above] += 1

    critical_routers = [name for name, router in numbers.items() if parts[router] > 1]
    print(len(critical_links), len(critical_routers))
    out = [lines[link] for link in sorted(critical_links)]
    out += [f"ROUTER {name}" for name in critical_routers]
    if out:
        print("\n".join(out))


main()
