def smaller(i, j):
    print("?", i, j, flush=True)
    return input() == "<"


n = int(input())
order = []
for number in range(1, n + 1):
    place = len(order)
    while place > 0 and smaller(number, order[place - 1]):
        place -= 1
    order.insert(place, number)
print("!", *order, flush=True)
