"""check.py INPUT EXPECTED: accepts any order of the numbers below N."""
import sys

with open(sys.argv[1]) as given:
    n = int(given.read().split()[1])
came = sys.stdin.read().split()
if sorted(came, key=lambda word: (len(word), word)) == [str(i) for i in range(n)]:
    sys.exit(42)
print(f"these are not the numbers 0 to {n - 1}: {' '.join(came)}")
sys.exit(43)
