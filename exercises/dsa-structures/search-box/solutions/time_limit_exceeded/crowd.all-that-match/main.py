import bisect
import heapq
import sys


def main():
    lines = sys.stdin.read().split("\n")
    ranks = {}  # term -> what it is sorted by: the heaviest first, then by the alphabet
    terms = []  # sorted
    out = []

    for line in lines[1 : int(lines[0]) + 1]:
        command, term, *weight = line.split()
        if command == "ADD":
            if term not in ranks:
                bisect.insort(terms, term)
            before, _ = ranks.get(term, (0, term))
            ranks[term] = (before - int(weight[0]), term)
        else:
            matching = terms[bisect.bisect_left(terms, term) : bisect.bisect_left(terms, term + "~")]
            best = heapq.nsmallest(3, matching, key=ranks.__getitem__)
            out.append(" ".join(best or ["none"]))
    if out:
        print("\n".join(out))


main()
