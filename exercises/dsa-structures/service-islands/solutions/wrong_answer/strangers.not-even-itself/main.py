import sys


class Islands:
    def __init__(self):
        self.parents = {}  # of the known services; the representative of an island is its own parent
        self.sizes = {}  # of the islands, by their representatives
        self.count = 0

    def representative(self, service):
        """A service that is not known represents itself."""
        parents = self.parents
        while parents.get(service, service) != service:
            parents[service] = parents[parents[service]]  # halves the way for the next time
            service = parents[service]
        return service

    def size(self, service):
        return self.sizes.get(self.representative(service), 1)

    def link(self, *services):
        for service in services:
            if service not in self.parents:
                self.parents[service] = service
                self.sizes[service] = 1
                self.count += 1
        small, large = sorted(map(self.representative, services), key=self.sizes.__getitem__)
        if small != large:
            self.parents[small] = large
            self.sizes[large] += self.sizes.pop(small)
            self.count -= 1


def main():
    lines = sys.stdin.read().split("\n")
    islands = Islands()
    out = []

    for line in lines[1 : int(lines[0]) + 1]:
        command, *services = line.split()
        if command == "LINK":
            islands.link(*services)
        elif command == "SAME":
            a, b = map(islands.representative, services)
            out.append("yes" if a == b and a in islands.parents else "no")
        elif command == "SIZE":
            out.append(str(islands.size(services[0])))
        else:
            out.append(str(islands.count))
    if out:
        print("\n".join(out))


main()
