import sys


def main():
    numbers = list(map(int, sys.stdin.read().split()))
    budget = numbers[1]
    shards = list(zip(numbers[2::2], numbers[3::2]))

    best = [0] * (budget + 1)  # for each amount of memory, the largest value of the shards so far that fit
    improved = []  # for each shard, the amounts that it improved
    for size, value in shards:
        amounts = bytearray(budget + 1)
        if size >= budget:
            improved.append(amounts)
            continue
        for memory in range(budget, size - 1, -1):  # downward: what is left over must not hold this shard already
            worth = best[memory - size] + value
            if worth > best[memory]:
                best[memory] = worth
                amounts[memory] = 1
        improved.append(amounts)

    chosen = []
    memory = budget
    for i in range(len(shards) - 1, -1, -1):
        if improved[i][memory]:
            chosen.append(i + 1)
            memory -= shards[i][0]
    print(best[budget])
    print(*chosen)


main()
