import sys


def main():
    _, nights, *jobs = map(int, sys.stdin.read().split())
    enough = max(max(jobs), -(-sum(jobs) // nights))
    print(enough)


main()
