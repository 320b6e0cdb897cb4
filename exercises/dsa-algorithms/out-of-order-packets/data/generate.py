"""Arrivals of packets: generate.py SEED THEME [PACKETS].

Each theme leaves out what the other checks look at, so that a mistake shows in one check: only `equal` has equal numbers, only `numbers`
has numbers of different lengths and of more than 32 bits, only `descending` and `ascending` are one long run.
"""

import random
import sys


def pairs(rng):
    packets = rng.sample(range(100, 1000), rng.randint(1, 11))
    if rng.random() < 0.5:  # nearly in order: one packet is late, another early
        packets.sort()
        for _ in range(rng.randint(0, 2)):
            packets.insert(rng.randrange(len(packets)), packets.pop(rng.randrange(len(packets))))
    return packets


def equal(rng):
    few = rng.sample(range(100, 1000), rng.randint(1, 4))
    return [rng.choice(few) for _ in range(rng.randint(2, 11))]


def numbers(rng):
    packets = set()
    while len(packets) < 11:
        packets.add(rng.randrange(10 ** rng.choice([1, 2, 3, 9, 10, 13, 15])))
    packets.add(10**15)
    packets = sorted(packets)
    rng.shuffle(packets)
    return packets[: rng.randint(2, 11)]


def descending(rng, size):
    return range(size + 10**5, 10**5, -1)


def ascending(rng, size):
    return range(10**5, size + 10**5)


def large(rng, size):
    """Distinct numbers of 9 digits."""
    packets = [10**8 + 2000 * place + rng.randrange(2000) for place in range(size)]
    rng.shuffle(packets)
    return packets


THEMES = {f.__name__: f for f in (pairs, equal, numbers, descending, ascending, large)}


def main():
    seed, theme, *sizes = sys.argv[1:]
    packets = list(THEMES[theme](random.Random(int(seed)), *map(int, sizes)))
    sys.stdout.write(f"{len(packets)}\n" + "".join(f"{packet}\n" for packet in packets))


main()
