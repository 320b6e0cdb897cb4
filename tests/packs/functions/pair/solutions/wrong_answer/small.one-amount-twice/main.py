def pair(amounts, total):
    for second, amount in enumerate(amounts):
        for first in range(second + 1):
            if amounts[first] + amount == total:
                return [first, second]
    return []
