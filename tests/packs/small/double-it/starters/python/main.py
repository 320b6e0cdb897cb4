import sys

for line in sys.stdin:
    number = int(line)
    # print the double of it
