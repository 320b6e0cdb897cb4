def join_windows(windows: list[list[int]]) -> list[list[int]]:
    joined = []
    for start, end in windows:
        apart = []
        for other in joined:
            if start <= other[1] and other[0] <= end:
                start, end = min(start, other[0]), max(end, other[1])
            else:
                apart.append(other)
        joined = apart + [[start, end]]
    return sorted(joined)
