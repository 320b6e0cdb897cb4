import sys

for line in sys.stdin.readlines()[:10]:
    print(2 * int(line))
