def find_pair(amounts: list[int], total: int) -> list[int]:
    first = {}  # amount -> number of the first invoice with it
    for number, amount in enumerate(amounts, 1):
        first.setdefault(amount, number)
        partner = first.get(total - amount)
        if partner is not None:
            return [partner, number]
    return []
