import sys

while True:
    line = sys.stdin.readline()
    if line.strip():
        print(2 * int(line))
