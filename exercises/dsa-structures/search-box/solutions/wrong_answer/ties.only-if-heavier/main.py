import sys


def main():
    lines = sys.stdin.read().split("\n")
    ranks = {}  # term -> what it is sorted by: the heaviest first, then by the alphabet
    best = {}  # prefix -> its best terms in order, at most three
    out = []

    for line in lines[1 : int(lines[0]) + 1]:
        command, term, *weight = line.split()
        if command == "ADD":
            before, _ = ranks.get(term, (0, term))
            ranks[term] = (before - int(weight[0]), term)
            for end in range(1, len(term) + 1):
                terms = best.setdefault(term[:end], [])
                if term not in terms:
                    if len(terms) == 3 and ranks[terms[2]][0] <= ranks[term][0]:
                        continue
                    terms.append(term)
                terms.sort(key=ranks.__getitem__)
                del terms[3:]
        else:
            out.append(" ".join(best.get(term, ["none"])))
    if out:
        print("\n".join(out))


main()
