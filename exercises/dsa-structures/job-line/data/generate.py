"""Inputs for the job line: generate.py SEED THEME [JOBS].

Each theme leaves out what the other checks look at, so that a mistake shows in one check: only `order` asks an empty line for
the next job and adds a job that waits, only `cancel` cancels a job that does not wait, only `count` asks for the size after a
cancellation and for jobs that are gone, only `again` adds a job that was there before.
"""

import random
import sys

KINDS = ["mail", "thumb", "bill", "sync"]


class Line:
    def __init__(self, rng):
        self.rng = rng
        self.lines = []
        self.waiting = {}  # in order
        self.gone = []
        self.made = 0

    def fresh(self):
        self.made += 1
        return f"{self.rng.choice(KINDS)}-{self.made}"

    def add(self, job=None):
        job = job or self.fresh()
        self.lines.append(f"ADD {job}")
        self.waiting.setdefault(job)

    def next(self):
        self.lines.append("NEXT")
        if self.waiting:
            self.leave(next(iter(self.waiting)))

    def cancel(self, job):
        self.lines.append(f"CANCEL {job}")
        if job in self.waiting:
            self.leave(job)

    def leave(self, job):
        del self.waiting[job]
        self.gone.append(job)

    def waits(self, job):
        self.lines.append(f"WAITS {job}")

    def size(self):
        self.lines.append("SIZE")

    def somebody(self):
        """One that waits: often the first or the last."""
        jobs = list(self.waiting)
        return self.rng.choice([jobs[0], jobs[-1], self.rng.choice(jobs), self.rng.choice(jobs)])

    def serve_all(self):
        while self.waiting:
            self.next()


def order(line):
    for _ in range(line.rng.randint(1, 25)):
        kind = line.rng.randrange(6)
        if kind < 2:
            line.add()
        elif kind == 2 and line.waiting:
            line.add(line.somebody())
        elif kind == 3:
            line.size()
        else:
            line.next()
    line.serve_all()
    line.next()


def cancel(line):
    for _ in range(line.rng.randint(2, 25)):
        kind = line.rng.randrange(8)
        if kind < 3 or not line.waiting:
            job = line.fresh()
            if line.rng.random() < 0.3:
                line.cancel(job)
            line.add(job)
        elif kind < 6:
            line.cancel(line.somebody())
        elif kind == 6 and line.gone:
            line.cancel(line.rng.choice(line.gone))
        else:
            line.next()
    line.serve_all()


def count(line):
    for _ in range(line.rng.randint(2, 25)):
        kind = line.rng.randrange(8)
        if kind < 3 or not line.waiting:
            line.add()
        elif kind == 3:
            line.cancel(line.somebody())
        elif kind == 4:
            line.next()
        elif kind == 5 and line.gone:
            line.waits(line.rng.choice(line.gone))
        else:
            line.waits(line.somebody())
        if line.rng.random() < 0.5:
            line.size()


def again(line):
    for _ in range(line.rng.randint(4, 30)):
        kind = line.rng.randrange(8)
        back = [job for job in line.gone if job not in line.waiting]
        if kind < 4 and back:
            line.add(line.rng.choice(back))
        elif kind < 5 or not line.waiting:
            line.add()
        elif kind < 7:
            line.cancel(line.somebody())
        else:
            line.next()
    line.serve_all()


def drain(line, jobs):
    adds = [f"ADD {line.rng.choice(KINDS)}-{number}" for number in line.rng.sample(range(10**6), jobs * 5 // 4)]
    line.lines += adds[:jobs]
    for add in adds[jobs:]:  # for a while as many come as leave
        line.lines += ["NEXT", add]
    line.lines += ["NEXT"] * jobs


def crowd(line, jobs):
    rng = line.rng
    waiting = [f"{rng.choice(KINDS)}-{number}" for number in rng.sample(range(10**6), jobs)]
    line.lines += [f"ADD {job}" for job in waiting]
    for _ in range(2 * jobs):
        kind = rng.random()
        if kind < 0.25 and waiting:
            spot = rng.randrange(len(waiting))
            waiting[spot], waiting[-1] = waiting[-1], waiting[spot]
            line.cancel(waiting.pop())
        elif kind < 0.6 and waiting:
            line.waits(rng.choice(waiting))
        elif kind < 0.8:
            line.waits(f"never-{rng.randrange(10**6)}")
        else:
            line.made += 1
            waiting.append(f"late-{line.made}")
            line.lines.append(f"ADD {waiting[-1]}")
    line.lines += ["NEXT"] * 100


THEMES = {"order": order, "cancel": cancel, "count": count, "again": again, "drain": drain, "crowd": crowd}


def main():
    seed, theme, *sizes = sys.argv[1:]
    line = Line(random.Random(int(seed)))
    THEMES[theme](line, *map(int, sizes))
    sys.stdout.write(f"{len(line.lines)}\n" + "\n".join(line.lines) + "\n")


main()
