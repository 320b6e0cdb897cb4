import sys
from collections import deque


def main():
    lines = sys.stdin.read().split("\n")
    line = deque()  # entries [id]; a cancelled one is [None] and is passed by
    waiting = {}  # id -> its entry
    out = []

    for operation in lines[1 : int(lines[0]) + 1]:
        command, _, job = operation.partition(" ")
        if command == "ADD":
            if job not in waiting:
                entry = [job]
                waiting[job] = entry
                line.append(entry)
        elif command == "NEXT":
            served = None
            while line and served is None:
                served = line.popleft()[0]
            if served is None:
                out.append("none")
            else:
                del waiting[served]
                out.append(served)
        elif command == "CANCEL":
            if job in waiting:
                waiting.pop(job)[0] = None
        elif command == "WAITS":
            out.append("yes" if job in waiting else "no")
        else:
            out.append(str(len(waiting)))
    if out:
        print("\n".join(out))


main()
