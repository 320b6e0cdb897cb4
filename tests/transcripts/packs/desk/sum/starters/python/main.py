numbers = input().split()

# Your turn: print the sum of the numbers.
