import sys

lines = sys.stdin.read().split("\n")
count = int(lines[0])

for line_number, line in enumerate(lines[1 : count + 1], 1):
    for column, character in enumerate(line, 1):
        pass  # what does this character mean here?

print("?")  # `ok`, or a line and a column
