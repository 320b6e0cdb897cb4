import sys

number = int(input())
while True:
    print(2 * number)
    line = sys.stdin.readline()
    if not line:
        break
    number = int(line)
