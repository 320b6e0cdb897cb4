import sys

lines = sys.stdin.read().split("\n")
count = int(lines[0])
out = []  # the lines to print: one print at the end is much faster than one for each

for line in lines[1 : count + 1]:
    command, _, job = line.partition(" ")

    if command == "ADD":
        pass
    elif command == "NEXT":
        out.append("?")  # the id of the job that is served, or none
    elif command == "CANCEL":
        pass
    elif command == "WAITS":
        out.append("?")  # yes or no
    elif command == "SIZE":
        out.append("?")  # how many jobs wait

print("\n".join(out))
