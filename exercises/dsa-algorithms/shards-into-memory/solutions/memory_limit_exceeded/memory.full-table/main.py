import sys


def main():
    numbers = list(map(int, sys.stdin.read().split()))
    budget = numbers[1]
    shards = list(zip(numbers[2::2], numbers[3::2]))

    rows = [[0] * (budget + 1)]  # the best values before any shard, after the first one, and so on
    for size, value in shards:
        before = rows[-1]
        row = before[:]
        for memory in range(size, budget + 1):
            row[memory] = max(before[memory], before[memory - size] + value)
        rows.append(row)

    chosen = []
    memory = budget
    for i in range(len(shards), 0, -1):
        if rows[i][memory] != rows[i - 1][memory]:
            chosen.append(i)
            memory -= shards[i - 1][0]
    print(rows[-1][budget])
    print(*chosen)


main()
