import sys
from heapq import heapify, heappop, heappush


def main():
    lines = sys.stdin.read().split("\n")
    heap = []  # (-priority, number of the ADD, id): the smallest is next
    waiting = {}  # id -> its entry
    out = []

    for number, line in enumerate(lines[1 : int(lines[0]) + 1]):
        command, *words = line.split()
        if command == "RUN":
            if heap:
                job = heappop(heap)[2]
                del waiting[job]
                out.append(job)
            else:
                out.append("none")
            continue

        job = words[0]
        if command == "ADD" and job not in waiting:
            waiting[job] = (-int(words[1]), number, job)
            heappush(heap, waiting[job])
        elif command == "BUMP" and job in waiting:
            place = heap.index(waiting[job])
            waiting[job] = (-int(words[1]), waiting[job][1], job)
            heap[place] = waiting[job]
            heapify(heap)
        elif command == "DROP" and job in waiting:
            heap.remove(waiting.pop(job))
            heapify(heap)
    if out:
        print("\n".join(out))


main()
