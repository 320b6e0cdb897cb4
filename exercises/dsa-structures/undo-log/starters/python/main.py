import sys

lines = sys.stdin.read().split("\n")
count = int(lines[0])

for line in lines[1 : count + 1]:
    # The command stands before the first blank, everything else behind it.
    command, _, rest = line.partition(" ")

    if command == "TYPE":
        pass  # append the text `rest`
    elif command == "BACK":
        pass  # remove the last int(rest) characters
    elif command == "UNDO":
        pass
    elif command == "REDO":
        pass
    elif command == "SHOW":
        print("?")  # the length of the text, a blank, its last 10 characters
