import sys


def counts(tag):
    """The counts of the 26 letters, then all other characters."""
    letters = [0] * 26
    others = []
    for character in tag:
        if "a" <= character <= "z":
            letters[ord(character) - ord("a")] += 1
        else:
            others.append(character)
    return "".join(map(str, letters)) + "".join(sorted(others))


def main():
    lines = sys.stdin.read().split("\n")
    # A dict keeps its keys in the order in which they first came: here each tag once, below each signature once.
    tags = dict.fromkeys(lines[1 : int(lines[0]) + 1])

    groups = {}  # signature -> tags
    for tag in tags:
        signature = counts(tag)
        groups.setdefault(signature, []).append(tag)
    print("\n".join(" ".join(group) for group in groups.values()))


main()
