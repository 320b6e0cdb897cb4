import functools


def smaller(i, j):
    print("?", i, j, flush=True)
    return 1 if input() == "<" else -1


n = int(input())
print("!", *sorted(range(1, n + 1), key=functools.cmp_to_key(smaller)), flush=True)
