import sys
from bisect import bisect_left, bisect_right


def main():
    lines = sys.stdin.read().split("\n")
    stamps = []  # of the log, in ascending order
    out = []

    for operation in lines[1 : int(lines[0]) + 1]:
        command, *times = operation.split()
        if command == "LOG":
            stamps.append(int(times[0]))
            continue
        before = bisect_left(stamps, int(times[0]))  # so many lines are before the time
        if command == "FIRST":
            before = bisect_right(stamps, int(times[0]))
            out.append(before + 1 if before < len(stamps) else "none")
        elif command == "LAST":
            out.append(before if before > 0 else "none")
        else:
            out.append(bisect_left(stamps, int(times[1])) - before)
    if out:
        print("\n".join(map(str, out)))


main()
