import sys

def before_time(stamps, time):
    low, high = 0, len(stamps)
    while low < high:
        middle = (low + high) // 2
        if stamps[middle] == time:
            while middle > 0 and stamps[middle - 1] == time:
                middle -= 1
            return middle
        if stamps[middle] < time:
            low = middle + 1
        else:
            high = middle
    return low


def main():
    lines = sys.stdin.read().split("\n")
    stamps = []  # of the log, in ascending order
    out = []

    for operation in lines[1 : int(lines[0]) + 1]:
        command, *times = operation.split()
        if command == "LOG":
            stamps.append(int(times[0]))
            continue
        before = before_time(stamps, int(times[0]))  # so many lines are before the time
        if command == "FIRST":
            out.append(before + 1 if before < len(stamps) else "none")
        elif command == "LAST":
            out.append(before if before > 0 else "none")
        else:
            out.append(before_time(stamps, int(times[1])) - before)
    if out:
        print("\n".join(map(str, out)))


main()
