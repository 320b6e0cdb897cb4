import sys
from collections import deque


def main():
    lines = sys.stdin.read().split("\n")
    line = deque()
    waiting = set()
    out = []

    for operation in lines[1 : int(lines[0]) + 1]:
        command, _, job = operation.partition(" ")
        if command == "ADD":
            if job not in waiting:
                waiting.add(job)
                line.append(job)
        elif command == "NEXT":
            if line:
                served = line.popleft()
                waiting.remove(served)
                out.append(served)
            else:
                out.append("none")
        elif command == "CANCEL":
            if job in waiting:
                waiting.remove(job)
                line.remove(job)
        elif command == "WAITS":
            out.append("yes" if job in waiting else "no")
        else:
            out.append(str(len(waiting)))
    if out:
        print("\n".join(out))


main()
