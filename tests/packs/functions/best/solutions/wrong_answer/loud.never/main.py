def best(names, marks, loud):
    means = [sum(row) / len(row) if row else 0 for row in marks]
    return names[means.index(max(means))]
