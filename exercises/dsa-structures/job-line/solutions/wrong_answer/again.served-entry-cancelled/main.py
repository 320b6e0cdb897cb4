import sys


def main():
    lines = sys.stdin.read().split("\n")
    line = []  # ids; a cancelled one is None
    first = 0  # the entries before it are served or passed by
    places = {}  # id -> index of its entry
    waiting = set()
    out = []

    for operation in lines[1 : int(lines[0]) + 1]:
        command, _, job = operation.partition(" ")
        if command == "ADD":
            if job not in waiting:
                waiting.add(job)
                places.setdefault(job, len(line))
                line.append(job)
        elif command == "NEXT":
            served = None
            while first < len(line) and served is None:
                served = line[first]
                first += 1
            if served is None:
                out.append("none")
            else:
                waiting.discard(served)
                out.append(served)
        elif command == "CANCEL":
            if job in waiting:
                waiting.discard(job)
                line[places[job]] = None
        elif command == "WAITS":
            out.append("yes" if job in waiting else "no")
        else:
            out.append(str(len(waiting)))
    if out:
        print("\n".join(out))


main()
