import sys


def main():
    lines = sys.stdin.read().split("\n")
    waiting = {}  # a dict keeps the order of insertion
    out = []

    for operation in lines[1 : int(lines[0]) + 1]:
        command, _, job = operation.partition(" ")
        if command == "ADD":
            waiting.setdefault(job)
        elif command == "NEXT":
            served = next(iter(waiting), None)
            if served is None:
                out.append("none")
            else:
                del waiting[served]
                out.append(served)
        elif command == "CANCEL":
            waiting.pop(job, None)
        elif command == "WAITS":
            out.append("yes" if job in waiting else "no")
        else:
            out.append(str(len(waiting)))
    if out:
        print("\n".join(out))


main()
