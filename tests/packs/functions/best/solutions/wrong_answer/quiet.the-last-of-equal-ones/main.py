def best(names, marks, loud):
    means = [sum(row) / len(row) if row else 0 for row in marks]
    return max(zip(means, range(len(names)), names))[2] + "!" * loud
