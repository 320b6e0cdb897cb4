import sys


def main():
    lines = sys.stdin.read().split("\n")
    tags = lines[1 : int(lines[0]) + 1]

    groups = {}  # signature -> tags
    for tag in tags:
        signature = "".join(sorted(tag))
        group = groups.setdefault(signature, [])
        if not group or group[-1] != tag:
            group.append(tag)
    print("\n".join(" ".join(group) for group in groups.values()))


main()
