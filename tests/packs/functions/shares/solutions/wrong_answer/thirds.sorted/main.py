def shares(amounts):
    return sorted((amount / sum(amounts) for amount in amounts), reverse=True)
