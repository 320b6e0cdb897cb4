import sys

def main():
    lines = sys.stdin.read().split("\n")
    ranges = []
    out = []

    for operation in lines[1 : int(lines[0]) + 1]:
        command, a, b, *requests = operation.split()
        begin, end = int(a), int(b) + 1
        if command == "ADD":
            added = int(requests[0])
            ranges.append((begin, end, added))
        else:
            out.append(sum(added * max(0, min(end, after) - max(begin, first)) for first, after, added in ranges))
    if out:
        print("\n".join(map(str, out)))


main()
