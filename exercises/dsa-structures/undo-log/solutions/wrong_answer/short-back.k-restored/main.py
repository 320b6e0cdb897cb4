import sys


def main():
    lines = sys.stdin.read().split("\n")
    text = []
    removed = []  # characters that a BACK took away, the last one on top
    done = []
    undone = []
    out = []

    def append(part):
        text.extend(part)

    def cut(size):
        del text[max(0, len(text) - size) :]

    def remove(size):
        for _ in range(min(size, len(text))):
            removed.append(text.pop())

    def restore(size):
        for _ in range(min(size, len(removed))):
            text.append(removed.pop())

    for line in lines[1 : int(lines[0]) + 1]:
        command, _, rest = line.partition(" ")
        if command == "TYPE":
            append(rest)
            done.append(("TYPE", rest))
            undone.clear()
        elif command == "BACK":
            remove(int(rest))
            done.append(("BACK", int(rest)))
            undone.clear()
        elif command == "UNDO":
            if done:
                kind, what = done.pop()
                if kind == "TYPE":
                    cut(len(what))
                else:
                    restore(what)
                undone.append((kind, what))
        elif command == "REDO":
            if undone:
                kind, what = undone.pop()
                if kind == "TYPE":
                    append(what)
                else:
                    remove(what)
                done.append((kind, what))
        else:
            out.append(f"{len(text)} {''.join(text[-10:])}")
    if out:
        print("\n".join(out))


main()
