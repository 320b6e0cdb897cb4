def pair(amounts: list[int], total: int) -> list[int]:
    places = {}
    for place, amount in enumerate(amounts):
        if total - amount in places:
            return [places[total - amount], place]
        places.setdefault(amount, place)
    return []
