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


def sort(numbers):
    if len(numbers) <= 1:
        return numbers
    middle = len(numbers) // 2
    return merge(sort(numbers[:middle]), sort(numbers[middle:]))


n = int(input())
print("!", *sort(list(range(1, n + 1))), flush=True)
