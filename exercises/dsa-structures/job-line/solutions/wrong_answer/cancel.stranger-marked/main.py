import sys
from collections import Counter, deque


def main():
    lines = sys.stdin.read().split("\n")
    line = deque()
    waiting = set()
    cancelled = Counter()  # id -> how many of its entries are to be passed by
    out = []

    for operation in lines[1 : int(lines[0]) + 1]:
        command, _, job = operation.partition(" ")
        if command == "ADD":
            if job not in waiting:
                waiting.add(job)
                line.append(job)
        elif command == "NEXT":
            served = None
            while line and served is None:
                served = line.popleft()
                if cancelled[served] > 0:
                    cancelled[served] -= 1
                    served = None
            if served is None:
                out.append("none")
            else:
                waiting.discard(served)
                out.append(served)
        elif command == "CANCEL":
            waiting.discard(job)
            cancelled[job] += 1
        elif command == "WAITS":
            out.append("yes" if job in waiting else "no")
        else:
            out.append(str(len(waiting)))
    if out:
        print("\n".join(out))


main()
