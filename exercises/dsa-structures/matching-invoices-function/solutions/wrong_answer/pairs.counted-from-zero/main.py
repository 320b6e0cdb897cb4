def find_pair(amounts: list[int], total: int) -> list[int]:
    first = {}  # amount -> number of the first invoice with it
    for number, amount in enumerate(amounts):
        partner = first.get(total - amount)
        if partner is not None:
            return [partner, number]
        first.setdefault(amount, number)
    return []
