import json
import random
import sys

seed, count = int(sys.argv[1]), int(sys.argv[2])
numbers = random.Random(seed)
amounts = [2 * numbers.randrange(10**9) for _ in range(count)]
print(json.dumps([amounts, 2 * 10**10 + 1]))
amounts[-1] = 10**9 + 7
amounts[-2] = 3
print(json.dumps([amounts, 10**9 + 10]))
