def shares(amounts: list[float]) -> list[float]:
    return [amount / sum(amounts) for amount in amounts]
