import sys


def main():
    lines = sys.stdin.read().split("\n")
    values = []
    is_sorted = True
    out = []

    for line in lines[1 : int(lines[0]) + 1]:
        command, *words = line.split()
        if command == "ADD":
            values.append(int(words[0]))
            is_sorted = False
        elif command == "FORGET":
            value = int(words[0])
            if value in values:
                values.remove(value)
        else:
            if not is_sorted:
                values.sort()
                is_sorted = True
            out.append(str(values[(len(values) - 1) // 2]) if values else "none")
    if out:
        print("\n".join(out))


main()
