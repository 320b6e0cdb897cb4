import sys
from collections import deque


def main():
    lines = sys.stdin.read().split("\n")
    line = deque()
    waiting = set()
    cancelled = set()
    out = []

    for operation in lines[1 : int(lines[0]) + 1]:
        command, _, job = operation.partition(" ")
        if command == "ADD":
            if job not in waiting:
                waiting.add(job)
                cancelled.discard(job)
                line.append(job)
        elif command == "NEXT":
            served = None
            while line and served is None:
                served = line.popleft()
                if served in cancelled:
                    cancelled.discard(served)
                    served = None
            if served is None:
                out.append("none")
            else:
                waiting.discard(served)
                out.append(served)
        elif command == "CANCEL":
            if job in waiting:
                waiting.discard(job)
                cancelled.add(job)
        elif command == "WAITS":
            out.append("yes" if job in waiting else "no")
        else:
            out.append(str(len(waiting)))
    if out:
        print("\n".join(out))


main()
