import heapq
import sys


def main():
    lines = sys.stdin.read().split("\n")
    ranks = {}  # term -> what it is sorted by: the heaviest first, then by the alphabet
    out = []

    for line in lines[1 : int(lines[0]) + 1]:
        command, term, *weight = line.split()
        if command == "ADD":
            before, _ = ranks.get(term, (0, term))
            ranks[term] = (before - int(weight[0]), term)
        else:
            matching = [rank for other, rank in ranks.items() if other.startswith(term) or term.startswith(other)]
            best = [other for _, other in heapq.nsmallest(3, matching)]
            out.append(" ".join(best or ["none"]))
    if out:
        print("\n".join(out))


main()
