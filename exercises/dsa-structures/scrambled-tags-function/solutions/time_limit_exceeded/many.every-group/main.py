def group(tags: list[str]) -> list[list[str]]:
    signatures, groups = [], []
    for tag in dict.fromkeys(tags):
        signature = "".join(sorted(tag))
        if signature in signatures:
            groups[signatures.index(signature)].append(tag)
        else:
            signatures.append(signature)
            groups.append([tag])
    return groups
