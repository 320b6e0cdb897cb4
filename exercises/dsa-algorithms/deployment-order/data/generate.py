"""Services and their needs: generate.py SEED THEME [SERVICES].

Each theme leaves out what the other checks look at, so that a mistake shows in one check: only `order` leaves a choice in which
the moment of becoming ready matters, only `parts` has services without a SERVICE or a NEEDS line, only `repeat` has lines that come
again or SERVICE lines behind the first use of a name, only `cycle` and `deep` have cycles.
"""

import random
import sys

NAMES = "api auth billing cache cron db dns edge feed files gate geo hub image-1 image-2 jobs kv log mail map nat push q1 q10 q2 queue search sms tls ui web x-1 x1 zoo".split()


def names(rng, count):
    return rng.sample(NAMES, count)


def text(services, needs):
    return [f"SERVICE {service}" for service in services] + [f"NEEDS {service} {other}" for service, other in needs]


def in_rounds(services, needs):
    """All that is ready, in the order of its names, then all that has become ready by this, and so on."""
    order = []
    while len(order) < len(services):
        order += sorted(s for s in services if s not in order and all(other in order for service, other in needs if service == s))
    return order


def as_they_come(services, needs):
    order = sorted(service for service in services if all(service != left for left, _ in needs))
    for other in order:
        for service in services:
            if (service, other) in needs and service not in order and all(right in order[: order.index(other) + 1] for left, right in needs if left == service):
                order.append(service)
    return order


def depth_first(services, needs):
    order = []

    def visit(service):
        for left, other in sorted(needs):
            if left == service:
                visit(other)
        if service not in order:
            order.append(service)

    for service in sorted(services):
        visit(service)
    return order


def first_order(services, needs):
    order = []
    while len(order) < len(services):
        order.append(min(s for s in services if s not in order and all(other in order for service, other in needs if service == s)))
    return order


def order(rng):
    wrong = rng.choice([in_rounds, as_they_come, depth_first])
    while True:
        services = names(rng, rng.randint(4, 7))
        pairs = [(services[j], services[i]) for j in range(len(services)) for i in range(j)]
        needs = rng.sample(pairs, rng.randint(2, min(7, len(pairs))))
        if {name for pair in needs for name in pair} == set(services) and wrong(services, needs) != first_order(services, needs):
            return text(rng.sample(services, len(services)), needs)


def chain(rng, services):
    """Needs that leave only one order."""
    needs = list(zip(services[1:], services))
    for _ in range(rng.randint(0, 2)):
        i, j = sorted(rng.sample(range(len(services)), 2))
        needs.append((services[j], services[i]))
    return list(dict.fromkeys(needs))


def parts(rng):
    services = sorted(names(rng, rng.randint(1, 7)))
    alone = rng.randint(0, len(services))
    if len(services) - alone == 1:
        alone += 1
    lone, others = services[:alone], services[alone:]
    rng.shuffle(others)
    needs = chain(rng, others) if others else []
    rng.shuffle(needs)
    return text(rng.sample(lone, len(lone)), []) + text([s for s in others if rng.random() < 0.3], needs)


def repeat(rng):
    services = names(rng, rng.randint(2, 5))
    lines = text(services, chain(rng, services))
    lines += rng.choices(lines, k=rng.randint(1, 4))
    rng.shuffle(lines)
    return lines


def cycle(rng):
    services = names(rng, rng.randint(1, 6))
    length = rng.choice([1, rng.randint(1, len(services)), len(services)])
    ring, rest = services[:length], services[length:]
    needs = list(zip(ring, ring[1:] + ring[:1]))
    for number, service in enumerate(rest):  # behind the cycle, before it, or beside it
        kind = rng.randrange(4)
        if kind < 2:
            needs.append((service, rng.choice(ring + rest[:number])))
        elif kind == 2 and all(left != service for left, _ in needs):
            needs.append((rng.choice(ring), service))
    rng.shuffle(needs)
    return text(rng.sample(services, len(services)), list(dict.fromkeys(needs)))


def deep(rng, count):
    services = [f"s{number}" for number in rng.sample(range(10**6), max(count, 3))]
    back = services[len(services) // 3]
    return text([], list(zip(services, services[1:] + [back])))


def many(rng, count):
    """One half needs nothing; each of the others needs four, of that half or of those before it in a secret order."""
    services = [f"{rng.choice(NAMES)[:5]}-{number}" for number in rng.sample(range(10**6), max(count, 2))]
    half = max(1, len(services) // 2)
    needs = []
    for number in range(half, len(services)):
        for _ in range(4):
            needs.append((services[number], services[rng.randrange(half) if rng.random() < 0.9 else rng.randrange(number)]))
    lines = text(services, needs)
    rng.shuffle(lines)
    return lines


THEMES = {"order": order, "parts": parts, "repeat": repeat, "cycle": cycle, "deep": deep, "many": many}


def main():
    seed, theme, *sizes = sys.argv[1:]
    lines = THEMES[theme](random.Random(int(seed)), *map(int, sizes))
    sys.stdout.write(f"{len(lines)}\n" + "".join(line + "\n" for line in lines))


main()
