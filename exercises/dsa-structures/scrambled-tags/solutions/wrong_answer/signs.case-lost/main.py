import sys


def main():
    lines = sys.stdin.read().split("\n")
    # A dict keeps its keys in the order in which they first came: here each tag once, below each signature once.
    tags = dict.fromkeys(lines[1 : int(lines[0]) + 1])

    groups = {}  # signature -> tags
    for tag in tags:
        signature = "".join(sorted(tag.lower()))
        groups.setdefault(signature, []).append(tag)
    print("\n".join(" ".join(group) for group in groups.values()))


main()
