def find_pair(amounts: list[int], total: int) -> list[int]:
    seen = []
    for number, amount in enumerate(amounts, 1):
        if total - amount in seen:
            return [seen.index(total - amount) + 1, number]
        seen.append(amount)
    return []
