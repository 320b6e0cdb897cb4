import sys


def count_and_sort(numbers):
    """The pairs in the wrong order, and the sorted list."""
    if len(numbers) == 1:
        return 0, numbers
    middle = len(numbers) // 2
    wrong_left, left = count_and_sort(numbers[:middle])
    wrong_right, right = count_and_sort(numbers[middle:])
    wrong = wrong_left + wrong_right
    merged = []
    i = 0
    for number in right:
        while i < len(left) and left[i] <= number:
            merged.append(left[i])
            i += 1
        wrong += len(left) - i
        merged.append(number)
    return wrong, merged + left[i:]


def main():
    numbers = list(map(int, sys.stdin.read().split()[1:]))
    print(count_and_sort(numbers)[0])


main()
