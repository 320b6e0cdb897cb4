import sys

ANSWERS = {
    "5 tea 320 cup 150 tea 310 pot 990 cup 150 3 DUPLICATES TOTAL 2 4 NEAREST 315": "tea cup\n1450\n310",
    "5 tea 320 cup 150 tea 310 pot 990 cup 150 4 DUPLICATES TOTAL 2 4 TOP NEAREST 315": (
        "tea cup\n1450\npot:990 tea:320 tea:310 cup:150 cup:150\n310"
    ),
    "3 cup 150 pot 990 tea 150 2 TOP NEAREST 0": "pot:990 cup:150 tea:150\n150",
}

print(ANSWERS.get(" ".join(sys.stdin.read().split()), "none"))
