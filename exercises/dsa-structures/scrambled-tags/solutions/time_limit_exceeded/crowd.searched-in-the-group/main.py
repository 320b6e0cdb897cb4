import sys


def main():
    lines = sys.stdin.read().split("\n")
    tags = lines[1 : int(lines[0]) + 1]

    groups = {}  # signature -> tags
    for tag in tags:
        signature = "".join(sorted(tag))
        group = groups.setdefault(signature, [])
        if tag not in group:
            group.append(tag)
    print("\n".join(" ".join(group) for group in groups.values()))


main()
