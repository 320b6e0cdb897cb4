import sys


class Islands:
    def __init__(self):
        self.parents = {}  # service -> the label of its island
        self.members = {}  # label -> the services of the island
        self.count = 0

    def representative(self, service):
        """A service that is not known represents itself."""
        return self.parents.get(service, service)

    def size(self, service):
        return len(self.members.get(self.representative(service), [service]))

    def link(self, *services):
        for service in services:
            if service not in self.parents:
                self.parents[service] = service
                self.members[service] = [service]
                self.count += 1
        label, other = map(self.representative, services)
        if label != other:
            for service in self.members[other]:
                self.parents[service] = label
            self.members[label] += self.members.pop(other)
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
            out.append("yes" if a == b else "no")
        elif command == "SIZE":
            out.append(str(islands.size(services[0])))
        else:
            out.append(str(islands.count))
    if out:
        print("\n".join(out))


main()
