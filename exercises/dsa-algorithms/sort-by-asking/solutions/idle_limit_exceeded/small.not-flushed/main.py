import sys


def smaller(i, j):
    sys.stdout.write(f"? {i} {j}\n")
    return sys.stdin.readline() == "<\n"


n = int(sys.stdin.readline())
order = []
for number in range(1, n + 1):
    low, high = 0, len(order)
    while low < high:
        middle = (low + high) // 2
        if smaller(number, order[middle]):
            high = middle
        else:
            low = middle + 1
    order.insert(low, number)
print("!", *order, flush=True)
