import sys


def main():
    numbers = list(map(int, sys.stdin.read().split()[1:]))
    ranks = {number: rank for rank, number in enumerate(sorted(set(numbers)), 1)}
    size = len(ranks)
    tree = [0] * (size + 1)  # a Fenwick tree: how many packets of each rank have arrived
    wrong = 0
    for before, number in enumerate(numbers):
        rank = place = ranks[number]
        not_larger = 0
        while place:
            not_larger += tree[place]
            place &= place - 1
        wrong += before - not_larger
        while rank <= size:
            tree[rank] += 1
            rank += rank & -rank
    print(wrong)


main()
