"""generate.py SEED COUNT: COUNT whole numbers, one on each line."""
import random
import sys

rng = random.Random(int(sys.argv[1]))
for _ in range(int(sys.argv[2])):
    print(rng.randint(1, 10**6))
