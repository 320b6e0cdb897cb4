import sys


def shortest_stretch(need, hits):
    """The shortest stretch that covers the need, as the places before it begins and where it ends, or None."""
    if not need:
        return None
    best = None
    for begin in range(len(hits)):
        lacking = dict(need)
        missing = sum(need.values())
        for end in range(begin, len(hits)):
            if lacking.get(hits[end], 0) > 0:
                lacking[hits[end]] -= 1
                missing -= 1
                if missing == 0:
                    if best is None or end + 1 - begin < best[1] - best[0]:
                        best = begin, end + 1
                    break
    return best


def main():
    lines = sys.stdin.read().split("\n")
    need = {}
    hits = []
    for line in lines[1 : int(lines[0]) + 1]:
        words = line.split()
        if words[0] == "NEED":
            need[words[2]] = int(words[1])
        else:
            hits.append(words[1])

    best = shortest_stretch(need, hits)
    print(f"{best[0] + 1} {best[1]}" if best else "none")


main()
