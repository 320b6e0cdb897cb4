def shares(amounts):
    return [round(amount / sum(amounts), 4) for amount in amounts]
