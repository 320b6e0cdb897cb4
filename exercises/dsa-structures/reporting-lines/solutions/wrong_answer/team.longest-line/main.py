import sys


class Staff:
    def __init__(self, managers):
        """`managers` holds each person's manager as a number, -1 for none."""
        self.managers = managers
        people = range(len(managers))
        reports = [[] for _ in people]
        for person, manager in enumerate(managers):
            if manager >= 0:
                reports[manager].append(person)

        # Every manager before their reports: the list grows while we walk along it.
        order = [person for person in people if managers[person] < 0]
        for person in order:
            order += reports[person]

        self.depth = [0] * len(managers)
        for person in order:
            for report in reports[person]:
                self.depth[report] = self.depth[person] + 1

        self.team = [1] * len(managers)
        for person in reversed(order):
            for report in reports[person]:
                self.team[person] = max(self.team[person], self.team[report] + 1)

        # A lane goes on with the report who has the largest team. Who leaves it upwards comes into a team
        # at least twice as large, so no way up has many lanes.
        self.lane = list(people)  # the uppermost person of each one's lane
        for person in order:
            if reports[person]:
                self.lane[max(reports[person], key=self.team.__getitem__)] = self.lane[person]

    def common(self, a, b):
        lane, depth = self.lane, self.depth
        while lane[a] != lane[b]:
            if depth[lane[a]] < depth[lane[b]]:
                a, b = b, a
            a = self.managers[lane[a]]
            if a < 0:
                return None
        return a if depth[a] < depth[b] else b

    def boss(self, a, b):
        return a != b and self.common(a, b) == a


def main():
    lines = sys.stdin.read().split("\n")
    numbers = {}  # name -> number, in the order in which the names appear
    reports_to = {}
    questions = []

    for line in lines[1 : int(lines[0]) + 1]:
        kind, *people = line.split()
        people = [numbers.setdefault(name, len(numbers)) for name in people]
        if kind == "REPORTS":
            reports_to[people[0]] = people[1]
        else:
            questions.append((kind, people))

    staff = Staff([reports_to.get(person, -1) for person in range(len(numbers))])
    names = list(numbers)
    out = []
    for kind, people in questions:
        if kind == "DEPTH":
            out.append(str(staff.depth[people[0]]))
        elif kind == "TEAM":
            out.append(str(staff.team[people[0]]))
        elif kind == "BOSS":
            out.append("yes" if staff.boss(*people) else "no")
        else:
            person = staff.common(*people)
            out.append("none" if person is None else names[person])
    if out:
        print("\n".join(out))


main()
