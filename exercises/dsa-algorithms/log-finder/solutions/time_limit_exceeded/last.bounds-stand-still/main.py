import sys
from bisect import bisect_left


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
            out.append(before + 1 if before < len(stamps) else "none")
        elif command == "LAST":
            low, high = 0, len(stamps)  # the border lies between them
            while low < high:
                middle = (low + high) // 2
                if stamps[middle] < int(times[0]):
                    low = middle
                else:
                    high = middle
            out.append(low if low > 0 else "none")
        else:
            out.append(bisect_left(stamps, int(times[1])) - before)
    if out:
        print("\n".join(map(str, out)))


main()
