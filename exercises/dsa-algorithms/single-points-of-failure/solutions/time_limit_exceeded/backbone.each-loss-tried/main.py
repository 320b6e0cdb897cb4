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

    def networks(without_router=None, without_link=None):
        """How many networks there are when something is lost; a router that is lost is none."""
        seen = [False] * len(ways)
        count = 0
        for start in range(len(ways)):
            if seen[start] or start == without_router:
                continue
            count += 1
            seen[start] = True
            waiting = [start]
            while waiting:
                for link, other in ways[waiting.pop()]:
                    if link != without_link and other != without_router and not seen[other]:
                        seen[other] = True
                        waiting.append(other)
        return count

    before = networks()
    critical_links = [link for link in range(len(lines)) if networks(without_link=link) > before]
    critical_routers = [name for name, router in numbers.items() if networks(without_router=router) > before]
    print(len(critical_links), len(critical_routers))
    out = [lines[link] for link in sorted(critical_links)]
    out += [f"ROUTER {name}" for name in critical_routers]
    if out:
        print("\n".join(out))


main()
