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


def runs(n):
    found = []
    number = 1
    while number <= n:
        run = [number]
        number += 1
        rising = number <= n and smaller(run[-1], number)
        while number <= n and (len(run) == 1 or smaller(run[-1], number) == rising):
            run.append(number)
            number += 1
        found.append(run if rising else run[::-1])
    return found


n = int(input())
order = []
for run in runs(n):
    order = merge(order, run)
print("!", *order, flush=True)
