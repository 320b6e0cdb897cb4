def best(names: list[str], marks: list[list[float]], loud: bool) -> str:
    means = [sum(row) / len(row) if row else 0 for row in marks]
    return names[means.index(max(means))] + "!" * loud
