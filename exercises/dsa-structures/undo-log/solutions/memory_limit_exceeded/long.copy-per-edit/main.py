import sys


def main():
    lines = sys.stdin.read().split("\n")
    text = ""
    before = []  # the text as it was before each edit
    after = []  # the text as it was before each UNDO
    out = []

    for line in lines[1 : int(lines[0]) + 1]:
        command, _, rest = line.partition(" ")
        if command == "TYPE":
            before.append(text)
            text = text + rest
            after.clear()
        elif command == "BACK":
            before.append(text)
            text = text[: max(0, len(text) - int(rest))]
            after.clear()
        elif command == "UNDO":
            if before:
                after.append(text)
                text = before.pop()
        elif command == "REDO":
            if after:
                before.append(text)
                text = after.pop()
        else:
            out.append(f"{len(text)} {text[-10:]}")
    if out:
        print("\n".join(out))


main()
