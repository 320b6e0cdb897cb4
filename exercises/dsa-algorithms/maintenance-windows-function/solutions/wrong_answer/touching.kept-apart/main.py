def join_windows(windows: list[list[int]]) -> list[list[int]]:
    joined = []
    for start, end in sorted(windows):
        if joined and start < joined[-1][1]:
            joined[-1][1] = max(joined[-1][1], end)
        else:
            joined.append([start, end])
    return joined
