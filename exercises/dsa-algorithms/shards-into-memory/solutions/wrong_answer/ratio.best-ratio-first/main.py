import sys


def main():
    numbers = list(map(int, sys.stdin.read().split()))
    budget = numbers[1]
    shards = list(zip(numbers[2::2], numbers[3::2]))

    chosen = []
    worth = 0
    for i in sorted(range(len(shards)), key=lambda i: -shards[i][1] / shards[i][0]):
        size, value = shards[i]
        if size <= budget:
            budget -= size
            worth += value
            chosen.append(i + 1)
    print(worth)
    print(*chosen)


main()
