def group(tags: list[str]) -> list[list[str]]:
    # A dict keeps its keys in the order in which they first came: here each tag once, below each signature once.
    groups = {}  # signature -> tags
    for tag in dict.fromkeys(tags):
        signature = "".join(sorted(tag.lower()))
        groups.setdefault(signature, []).append(tag)
    return list(groups.values())
