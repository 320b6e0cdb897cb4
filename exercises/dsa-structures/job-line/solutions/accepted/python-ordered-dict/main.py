import sys
from collections import OrderedDict


def main():
    lines = sys.stdin.read().split("\n")
    line = OrderedDict()
    out = []

    for operation in lines[1 : int(lines[0]) + 1]:
        command, _, job = operation.partition(" ")
        if command == "ADD":
            line.setdefault(job)
        elif command == "NEXT":
            out.append(line.popitem(last=False)[0] if line else "none")
        elif command == "CANCEL":
            line.pop(job, None)
        elif command == "WAITS":
            out.append("yes" if job in line else "no")
        else:
            out.append(str(len(line)))
    if out:
        print("\n".join(out))


main()
