def pairs(amounts, total):
    return []
