import sys


def count_and_sort(numbers):
    """The pairs in the wrong order. Afterwards the list is sorted: a merge sort, run by run from the bottom."""
    wrong = 0
    width = 1
    while width < len(numbers):
        for begin in range(0, len(numbers) - width, 2 * width):
            left = numbers[begin : begin + width]
            right = numbers[begin + width : begin + 2 * width]
            merged = []
            i = 0
            for number in right:
                while i < len(left) and left[i] <= number:
                    merged.append(left[i])
                    i += 1
                wrong += len(left) - i  # all that are left in `left` came earlier and are larger
                merged.append(number)
            numbers[begin : begin + 2 * width] = merged + left[i:]
        width *= 2
    return wrong


def main():
    numbers = list(map(int, sys.stdin.read().split()[1:]))
    print(count_and_sort(numbers))


main()
