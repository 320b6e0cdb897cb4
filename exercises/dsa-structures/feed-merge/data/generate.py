"""Feeds to merge: generate.py SEED THEME [EVENTS].

Each theme leaves out what the other checks look at, so that a mistake shows in one check: only `order` has times with different
numbers of digits, only `ties` and `inside` have equal times (in `ties` never two in one feed; in `inside` names and texts rise
with the order of the feeds, so that only the order within a feed can go wrong there), only `empty` has feeds without events,
only `texts` has texts of several words.
"""

import random
import sys

WORDS = ["login", "logout", "paid", "sent", "retry", "up", "down", "a1", "b2", "c3"]
NAMES = ["api", "auth", "bill", "cdn", "db", "mail", "shop", "web"]


def names(rng, count):
    return rng.sample(NAMES, count)


def deal(rng, times, count):
    """The times dealt to `count` feeds, none of which stays empty, each sorted."""
    rng.shuffle(times)
    feeds = [[time] for time in times[:count]]
    for time in times[count:]:
        rng.choice(feeds).append(time)
    return [sorted(feed) for feed in feeds]


def with_words(rng, feeds):
    return [(name, [(time, rng.choice(WORDS)) for time in feed]) for name, feed in zip(names(rng, len(feeds)), feeds)]


def order(rng):
    times = set()
    while len(times) < 4:
        times |= {rng.randrange(10 ** rng.choice([1, 1, 2, 2, 3, 10, 13])) for _ in range(rng.randint(1, 4))}
    return with_words(rng, deal(rng, list(times), rng.randint(1, min(4, len(times)))))


def ties(rng):
    moments = rng.sample(range(10, 100), rng.randint(1, 3))
    feeds = [sorted(rng.sample(moments, rng.randint(1, len(moments)))) for _ in range(rng.randint(2, 4))]
    return with_words(rng, feeds)


def inside(rng):
    moments = rng.sample(range(10, 100), rng.randint(1, 3))
    feeds = []
    for name in sorted(names(rng, rng.randint(1, 3))):
        times = sorted(rng.choices(moments, k=rng.randint(1, 4)))
        feeds.append((name, [(time, f"{name}{rng.randrange(100)}") for time in times]))
    return feeds


def empty(rng):
    count = rng.randrange(4)
    times = rng.sample(range(10, 100), rng.randint(count, 6)) if count else []
    feeds = deal(rng, times, count) if times else []
    for _ in range(rng.randint(0 if count == 0 else 1, 3)):
        feeds.insert(rng.randint(0, len(feeds)), [])
    return with_words(rng, feeds)


def texts(rng):
    def text():
        words = [rng.choice(WORDS + ["#7", "\"ok\"", "{}", "12", "50%", "a,b", "\\n", "-"]) for _ in range(rng.randint(1, 4))]
        out = words[0]
        for word in words[1:]:
            out += " " * rng.choice([1, 1, 2, 3]) + word
        return out

    feeds = deal(rng, rng.sample(range(10, 100), 6), rng.randint(1, 3))
    return [(name, [(time, text()) for time in feed]) for name, feed in zip(names(rng, len(feeds)), feeds)]


def many(rng, events):
    """One feed with half of the events, the others in feeds of ten or so."""
    times = rng.sample(range(100_000, 1_000_000), events)
    half = events // 2
    feeds = [sorted(times[half:])]
    if half:
        feeds += deal(rng, times[:half], max(1, events // 20))
    place = rng.randint(0, len(feeds) - 1)
    feeds[0], feeds[place] = feeds[place], feeds[0]
    return [(f"f{number}", [(time, f"e{time % 89}") for time in feed]) for number, feed in enumerate(feeds)]


THEMES = {"order": order, "ties": ties, "inside": inside, "empty": empty, "texts": texts, "many": many}


def main():
    seed, theme, *sizes = sys.argv[1:]
    feeds = THEMES[theme](random.Random(int(seed)), *map(int, sizes))
    lines = [str(len(feeds))]
    for name, events in feeds:
        lines.append(f"{name} {len(events)}")
        lines += [f"{time} {text}" for time, text in events]
    sys.stdout.write("\n".join(lines) + "\n")


main()
