import sys


def main():
    lines = sys.stdin.read().split("\n")
    waiting = {}  # id -> (priority, minus the number of the ADD, id)
    line_up = []  # the waiting jobs; in order only right after a RUN
    changed = False
    out = []

    for number, line in enumerate(lines[1 : int(lines[0]) + 1]):
        command, *words = line.split()
        if command == "RUN":
            if changed:
                line_up = sorted(waiting.values())
                changed = False
            if line_up:
                job = line_up.pop()[2]
                del waiting[job]
                out.append(job)
            else:
                out.append("none")
            continue

        job = words[0]
        if command == "ADD" and job not in waiting:
            waiting[job] = (int(words[1]), -number, job)
            changed = True
        elif command == "BUMP" and job in waiting:
            waiting[job] = (int(words[1]), waiting[job][1], job)
            changed = True
        elif command == "DROP" and job in waiting:
            del waiting[job]
            changed = True
    if out:
        print("\n".join(out))


main()
