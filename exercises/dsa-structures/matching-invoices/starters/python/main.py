import sys

count, total, *amounts = map(int, sys.stdin.read().split())

# amounts[0] is the amount of invoice 1.
print("?")  # two numbers, or none
