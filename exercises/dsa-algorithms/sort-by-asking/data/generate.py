"""Hidden values: generate.py SEED SHAPE N prints N and then the values, all different."""

import random
import sys


def shuffled(rng, values):
    rng.shuffle(values)
    return values


def organ_pipe(rng, values):
    return values[::2] + values[1::2][::-1]


SHAPES = {
    "shuffled": shuffled,
    "sorted": lambda rng, values: values,
    "reversed": lambda rng, values: values[::-1],
    "organ-pipe": organ_pipe,
}


def main():
    seed, shape, n = sys.argv[1:]
    rng = random.Random(int(seed))
    values = sorted(rng.sample(range(1, 10 * int(n) + 1), int(n)))
    print(n)
    print(*SHAPES[shape](rng, values))


main()
