"""Inputs for the worker queue: generate.py SEED THEME [OPERATIONS].

Each theme leaves out what the other checks look at, so that a mistake shows in one check: only `order` runs on an empty queue, only
`ties` and `age` have equal priorities (in `age` the names are in the order of the ages), only `bump` and `age` bump, only `drop` drops a
job that does not wait, only `again` adds a job that was dropped or that waits.
"""

import random
import sys

NAMES = ["mail", "bill", "scan", "sync", "thumb", "audit", "purge", "index", "push", "feed"]


class Queue:
    def __init__(self, rng):
        self.rng = rng
        self.lines = []
        self.waiting = {}  # id -> (-priority, number)
        self.ran = []
        self.dropped = []
        self.names = rng.sample(NAMES, len(NAMES))
        self.priorities = rng.sample(range(1, 100), 40)  # for themes without ties
        self.added = 0

    def priority(self):
        return self.priorities.pop()

    def add(self, priority, job=None):
        job = job or self.names.pop()
        self.lines.append(f"ADD {job} {priority}")
        self.added += 1
        self.waiting.setdefault(job, (-priority, self.added))

    def bump(self, job, priority):
        self.lines.append(f"BUMP {job} {priority}")
        if job in self.waiting:
            self.waiting[job] = (-priority, self.waiting[job][1])

    def drop(self, job):
        self.lines.append(f"DROP {job}")
        if self.waiting.pop(job, None):
            self.dropped.append(job)

    def run(self):
        self.lines.append("RUN")
        if self.waiting:
            job = min(self.waiting, key=self.waiting.get)
            del self.waiting[job]
            self.ran.append(job)

    def somebody(self):
        return self.rng.choice(list(self.waiting))

    def room(self):
        """Whether two more operations and all RUNs that are due then fit into twelve lines."""
        return len(self.lines) + len(self.waiting) < 10

    def run_all(self):
        while self.waiting:
            self.run()


def order(queue):
    for _ in range(queue.rng.randint(1, 9)):
        if queue.rng.random() < 0.6:
            queue.add(queue.priority())
        else:
            queue.run()
        if not queue.room():
            break
    queue.run_all()
    queue.run()


def ties(queue):
    rng = queue.rng
    priorities = rng.choice([[4], [4, 5], [4, 4, 6]])
    for _ in range(rng.randint(2, 4)):
        queue.add(rng.choice(priorities))
    while queue.room():
        back = [job for job in queue.ran if job not in queue.waiting]
        if len(queue.waiting) < 2:
            queue.add(rng.choice(priorities), rng.choice(back + [None]))
        elif rng.random() < 0.5:
            queue.add(rng.choice(priorities), rng.choice(back + [None]))
        else:
            queue.run()
    queue.run_all()


def bump(queue):
    rng = queue.rng
    for _ in range(rng.randint(2, 4)):
        queue.add(queue.priority())
    bumps = 0
    while queue.room():
        kind = rng.randrange(7)
        if (kind < 4 or not bumps) and queue.waiting:
            queue.bump(queue.somebody(), queue.priority())
            bumps += 1
        elif kind == 4 and queue.ran:
            queue.bump(rng.choice(queue.ran), queue.priority())
        elif kind == 5:
            queue.bump(queue.names[-1], queue.priority())  # the next that will be added
            if rng.random() < 0.7:
                queue.add(min(queue.priority(), queue.priority()))
        elif kind == 6 and len(queue.waiting) > 1:
            queue.run()
        else:
            queue.add(queue.priority())
    queue.run_all()


def age(queue):
    rng = queue.rng
    queue.names.sort(reverse=True)
    for _ in range(rng.randint(2, 4)):
        queue.add(rng.randint(1, 2))
    while queue.room():
        kind = rng.randrange(6)
        if kind < 2 and queue.waiting:
            job = queue.somebody()
            queue.bump(job, -queue.waiting[job][0])
        elif kind < 4 and queue.waiting:
            queue.bump(queue.somebody(), rng.randint(1, 2))
        elif kind == 4 and len(queue.waiting) > 2:
            queue.run()
        else:
            queue.add(rng.randint(1, 2))
    queue.run_all()


def drop(queue):
    rng = queue.rng
    for _ in range(rng.randint(2, 4)):
        queue.add(queue.priority())
    while queue.room():
        kind = rng.randrange(6)
        gone = queue.ran + queue.dropped
        if kind < 2 and len(queue.waiting) > 1:
            queue.drop(queue.somebody())
        elif kind == 2 and gone:
            queue.drop(rng.choice(gone))
        elif kind == 3:
            queue.drop(queue.names[-1])
            if rng.random() < 0.7:
                queue.add(queue.priority())
        elif kind == 4 and len(queue.waiting) > 1:
            queue.run()
        else:
            queue.add(queue.priority())
    queue.run_all()


def again(queue):
    rng = queue.rng
    for _ in range(rng.randint(2, 3)):
        queue.add(queue.priority())
    while queue.room():
        kind = rng.randrange(8)
        back = [job for job in queue.dropped if job not in queue.waiting]
        if back and kind < 5:  # more often than not below its old priority
            queue.add(min(queue.priority(), queue.priority()), rng.choice(back))
        elif kind < 4 and len(queue.waiting) > 1:
            queue.drop(queue.somebody())
        elif kind < 7 and queue.waiting:
            queue.add(queue.priority(), queue.somebody())
        else:
            queue.add(queue.priority())
    queue.run_all()


def rush(queue, operations):
    """A third of the operations add; then all kinds, so that about as many jobs go on waiting. No ties."""
    rng = queue.rng
    first = operations // 3
    known = [f"{rng.choice(NAMES)}-{number}" for number in rng.sample(range(10**6), operations)]

    priorities = rng.sample(range(1, 10**9), operations)
    priority = priorities.pop

    lines = [f"ADD {known[number]} {priority()}" for number in range(first)]
    made = first
    while len(lines) < operations:
        kind = rng.random()
        if kind < 0.3 or made == 0:
            lines.append(f"ADD {known[made]} {priority()}")
            made += 1
        elif kind < 0.6:
            lines.append("RUN")
        elif kind < 0.9:
            lines.append(f"BUMP {known[int(rng.random() * made)]} {priority()}")
        else:
            lines.append(f"DROP {known[int(rng.random() * made)]}")
    queue.lines = lines


THEMES = {"order": order, "ties": ties, "bump": bump, "age": age, "drop": drop, "again": again, "rush": rush}


def main():
    seed, theme, *sizes = sys.argv[1:]
    queue = Queue(random.Random(int(seed)))
    THEMES[theme](queue, *map(int, sizes))
    sys.stdout.write(f"{len(queue.lines)}\n" + "".join(line + "\n" for line in queue.lines))


main()
