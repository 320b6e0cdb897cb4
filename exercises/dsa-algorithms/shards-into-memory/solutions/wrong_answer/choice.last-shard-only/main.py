import sys


def main():
    numbers = list(map(int, sys.stdin.read().split()))
    budget = numbers[1]
    shards = list(zip(numbers[2::2], numbers[3::2]))

    best = [0] * (budget + 1)  # for each amount of memory, the largest value of the shards so far that fit
    last = [None] * (budget + 1)  # for each amount, the shard that improved it last
    for i, (size, value) in enumerate(shards):
        for memory in range(budget, size - 1, -1):  # downward: what is left over must not hold this shard already
            worth = best[memory - size] + value
            if worth > best[memory]:
                best[memory] = worth
                last[memory] = i

    chosen = []
    memory = budget
    while memory > 0 and last[memory] is not None:
        chosen.append(last[memory] + 1)
        memory -= shards[last[memory]][0]
    print(best[budget])
    print(*chosen)


main()
