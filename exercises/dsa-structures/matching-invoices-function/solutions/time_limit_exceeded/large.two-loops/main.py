def find_pair(amounts: list[int], total: int) -> list[int]:
    for second, amount in enumerate(amounts, 1):
        for first, other in enumerate(amounts[: second - 1], 1):
            if amount + other == total:
                return [first, second]
    return []
