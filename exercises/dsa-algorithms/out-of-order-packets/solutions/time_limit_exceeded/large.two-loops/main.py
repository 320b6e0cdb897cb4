import sys


def main():
    numbers = list(map(int, sys.stdin.read().split()[1:]))
    wrong = 0
    for place, later in enumerate(numbers):
        for earlier in numbers[:place]:
            if earlier > later:
                wrong += 1
    print(wrong)


main()
