import sys

SHIFTS = 14
MOST = 3  # shifts of one person


def main():
    lines = sys.stdin.read().split("\n")
    people = sorted(line.split() for line in lines[1 : int(lines[0]) + 1])
    willing = [[name for name, wishes in people if wishes[shift] == "y"] for shift in range(SHIFTS)]
    counts = {name: 0 for name, wishes in people}
    roster = []

    def allowed():
        return max(counts.values()) <= MOST and all(a != b for a, b in zip(roster, roster[1:]))

    def fill():
        """Gives away the shifts that are left; when that is not possible, all is as before."""
        if len(roster) == SHIFTS:
            return allowed()
        for name in willing[len(roster)]:
            roster.append(name)
            counts[name] += 1
            if fill():
                return True
            roster.pop()
            counts[name] -= 1
        return False

    print(" ".join(roster) if fill() else "impossible")


main()
