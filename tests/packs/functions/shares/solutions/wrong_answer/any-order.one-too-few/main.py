def shares(amounts):
    return [amount / sum(amounts) for amount in amounts if amount < 5]
