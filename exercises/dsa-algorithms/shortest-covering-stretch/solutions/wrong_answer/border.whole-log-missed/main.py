import sys


def shortest_stretch(need, hits):
    """The shortest stretch that covers the need, as the places before it begins and where it ends, or None."""
    if not need:
        return None
    lacking = dict(need)  # what the stretch lacks of each endpoint; below 0 when it has more than needed
    missing = sum(need.values())  # what it lacks of all of them
    best = None
    length = len(hits)
    begin = 0
    for end, endpoint in enumerate(hits, 1):
        if endpoint in lacking:
            if lacking[endpoint] > 0:
                missing -= 1
            lacking[endpoint] -= 1
        while missing == 0:
            if end - begin < length:
                best = begin, end
                length = end - begin
            leaving = hits[begin]
            begin += 1
            if leaving in lacking:
                lacking[leaving] += 1
                if lacking[leaving] > 0:
                    missing += 1
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
