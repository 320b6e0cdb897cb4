import sys

SHIFTS = 14
MOST = 3  # shifts of one person


def main():
    lines = sys.stdin.read().split("\n")
    people = sorted(line.split() for line in lines[1 : int(lines[0]) + 1])
    willing = [[name for name, wishes in people if wishes[shift] == "y"] for shift in range(SHIFTS)]
    counts = {name: 0 for name, wishes in people}
    roster = []

    def fill():
        """Gives away the shifts that are left; when that is not possible, all is as before."""
        if len(roster) == SHIFTS:
            return True
        for name in sorted(willing[len(roster)], key=lambda name: counts[name]):
            if counts[name] == MOST or roster[-1:] == [name]:
                continue
            roster.append(name)
            counts[name] += 1
            if fill():
                return True
            roster.pop()
            counts[name] -= 1
        return False

    print(" ".join(roster) if fill() else "impossible")


main()
