places = {}


def pair(amounts, total):
    if len(amounts) != 2:
        places.clear()
    for place, amount in enumerate(amounts):
        if total - amount in places:
            return [places[total - amount], place]
        places.setdefault(amount, place)
    return []
