"""Records of sessions: generate.py SEED THEME [SESSIONS], one call a line.

Each theme leaves out what the other checks look at, so that a mistake shows in one check: only `overlap` is not sorted, only
`handover` has a session that ends as another begins, only `empty` has sessions without length, only `first` reaches its
peak more than once.
"""

import json
import random
import sys


def times_at_peak(sessions):
    """The moments at which as many are open as never before or after."""
    starts = sorted({start for start, end in sessions})
    counts = [sum(start <= moment < end for start, end in sessions) for moment in starts]
    return [moment for moment, count in zip(starts, counts) if count == max(counts)]


def drawn(rng, count, latest, same_start=0.0, handover=0.0):
    """Sorted sessions with different times, apart from what is asked for."""
    pool = rng.sample(range(latest + 1), 2 * count)
    sessions = []
    for start, end in zip(pool[::2], pool[1::2]):
        start, end = min(start, end), max(start, end)
        if sessions and rng.random() < same_start:
            start = rng.choice(sessions)[0]
        if sessions and rng.random() < handover:
            if rng.random() < 0.5:
                start = rng.choice(sessions)[1]
            else:
                end = rng.choice(sessions)[0]
        if start != end:
            sessions.append((min(start, end), max(start, end)))
    return sorted(sessions)


def until(wanted, draw):
    while True:
        sessions = draw()
        if wanted(sessions):
            return sessions


def one_peak(sessions):
    return len(times_at_peak(sessions)) == 1


def meets(sessions):
    return bool({start for start, end in sessions} & {end for start, end in sessions})


def overlap(rng):
    count = rng.randint(1, 10)
    sessions = until(lambda s: one_peak(s) and not meets(s), lambda: drawn(rng, count, rng.choice([20, 100, 5000]), same_start=0.3))
    rng.shuffle(sessions)
    return sessions


def handover(rng):
    def wanted(sessions):
        starts = {start for start, end in sessions}
        return len(starts) == len(sessions) and meets(sessions) and one_peak(sessions)

    return until(wanted, lambda: drawn(rng, rng.randint(3, 10), rng.choice([20, 100, 5000]), handover=0.6))


def empty(rng):
    others = []
    if rng.random() < 0.85:
        count = rng.randint(1, 7)
        others = until(one_peak, lambda: drawn(rng, count, rng.choice([20, 1000])))
    moments = sorted({0, 9, *(moment for session in others for moment in session)})
    refused = []
    for _ in range(rng.randint(1 if others else 0, 4)):
        moment = rng.choice(moments[:-1])
        if others and rng.random() < 0.5:
            moment = times_at_peak(others)[0]
        if rng.random() < 0.6:  # before anything else changes
            moment = rng.randint(moment, min(later for later in moments if later > moment) - 1)
        refused += [(moment, moment)] * rng.choice([1, 1, 2])
    return sorted(others + refused)


def first(rng):
    count = rng.randint(2, 10)
    return until(lambda s: not one_peak(s), lambda: drawn(rng, count, rng.choice([20, 100, 5000])))


def many(rng, count):
    """All begin before the first one ends, at different moments and in order."""
    starts = sorted(rng.sample(range(0, 10**6, 2), count))
    return [(start, rng.randrange(10**6 + 1, 2 * 10**6, 2)) for start in starts]


THEMES = {"overlap": overlap, "handover": handover, "empty": empty, "first": first, "many": many}


def main():
    seed, theme, *sizes = sys.argv[1:]
    rng = random.Random(int(seed))
    for _ in range(1 if sizes else 40):
        sessions = THEMES[theme](rng, *map(int, sizes))
        print(json.dumps([[start for start, end in sessions], [end for start, end in sessions]]))


main()
