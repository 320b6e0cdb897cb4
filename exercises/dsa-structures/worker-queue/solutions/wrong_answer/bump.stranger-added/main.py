import sys
from heapq import heappop, heappush


def main():
    lines = sys.stdin.read().split("\n")
    heap = []  # (-priority, number of the ADD, id): the smallest is next
    waiting = {}  # id -> its valid entry; all others in the heap are passed by
    out = []

    for number, line in enumerate(lines[1 : int(lines[0]) + 1]):
        command, *words = line.split()
        if command == "RUN":
            job = None
            while heap and job is None:
                entry = heappop(heap)
                if waiting.get(entry[2]) == entry:
                    job = entry[2]
                    del waiting[job]
            out.append("none" if job is None else job)
            continue

        job = words[0]
        if command in ("ADD", "BUMP") and job not in waiting:
            waiting[job] = (-int(words[1]), number, job)
            heappush(heap, waiting[job])
        elif command == "BUMP" and job in waiting:
            waiting[job] = (-int(words[1]), waiting[job][1], job)
            heappush(heap, waiting[job])
        elif command == "DROP":
            waiting.pop(job, None)
    if out:
        print("\n".join(out))


main()
