def pair(amounts, total):
    for second, amount in enumerate(amounts):
        for first in range(second):
            if amounts[first] + amount == total:
                return [first, second]
    raise ValueError("no two amounts are " + str(total))
