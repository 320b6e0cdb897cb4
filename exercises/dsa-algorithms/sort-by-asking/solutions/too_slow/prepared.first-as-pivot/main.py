import sys

sys.setrecursionlimit(5000)


def smaller(i, j):
    print("?", i, j, flush=True)
    return input() == "<"


def merge(left, right):
    merged = []
    i = j = 0
    while i < len(left) and j < len(right):
        if smaller(left[i], right[j]):
            merged.append(left[i])
            i += 1
        else:
            merged.append(right[j])
            j += 1
    return merged + left[i:] + right[j:]


# Splits by a value while that goes well; what is small or lopsided by chance is merged.
def sort(numbers, depth=0):
    if len(numbers) <= 1:
        return numbers
    pivot, low, high = numbers[0], [], []
    for number in numbers[1:]:
        (low if smaller(number, pivot) else high).append(number)
    if low and high:
        middle = len(low) // 2, len(high) // 2
        low = merge(sort_halves(low[: middle[0]]), sort_halves(low[middle[0] :]))
        high = merge(sort_halves(high[: middle[1]]), sort_halves(high[middle[1] :]))
        return low + [pivot] + high
    return sort(low) + [pivot] + sort(high)


def sort_halves(numbers):
    if len(numbers) <= 1:
        return numbers
    middle = len(numbers) // 2
    return merge(sort_halves(numbers[:middle]), sort_halves(numbers[middle:]))


n = int(input())
print("!", *sort(list(range(1, n + 1))), flush=True)
