import sys


def main():
    numbers = list(map(int, sys.stdin.read().split()))
    budget = numbers[1]
    shards = list(zip(numbers[2::2], numbers[3::2]))

    best = 0
    best_choice = []

    def choose(first, memory, worth, chosen):
        """Tries every choice that adds shards from `first` on."""
        nonlocal best, best_choice
        if worth > best:
            best = worth
            best_choice = chosen
        for i in range(first, len(shards)):
            size, value = shards[i]
            if size <= memory:
                choose(i + 1, memory - size, worth + value, chosen + [i + 1])

    choose(0, budget, 0, [])
    print(best)
    print(*best_choice)


main()
