import sys

for line in sys.stdin:
    print(2 * abs(int(line)))
