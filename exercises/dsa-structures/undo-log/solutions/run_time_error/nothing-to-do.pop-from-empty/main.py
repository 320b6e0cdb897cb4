import sys


def main():
    lines = sys.stdin.read().split("\n")
    text = []
    done = []  # edits as (is it typed, its characters), the last one on top
    undone = []
    out = []

    def append(part):
        text.extend(part)

    def cut(size):
        start = max(0, len(text) - size)
        part = "".join(text[start:])
        del text[start:]
        return part

    for line in lines[1 : int(lines[0]) + 1]:
        command, _, rest = line.partition(" ")
        if command == "TYPE":
            append(rest)
            done.append((True, rest))
            undone.clear()
        elif command == "BACK":
            done.append((False, cut(int(rest))))
            undone.clear()
        elif command == "UNDO":
            edit = done.pop()
            typed, part = edit
            if typed:
                cut(len(part))
            else:
                append(part)
            undone.append(edit)
        elif command == "REDO":
            if undone:
                edit = undone.pop()
                typed, part = edit
                if typed:
                    append(part)
                else:
                    cut(len(part))
                done.append(edit)
        else:
            out.append(f"{len(text)} {''.join(text[-10:])}")
    if out:
        print("\n".join(out))


main()
