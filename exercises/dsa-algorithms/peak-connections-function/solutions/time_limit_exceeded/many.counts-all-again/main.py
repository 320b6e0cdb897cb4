def peak(starts: list[int], ends: list[int]) -> list[int]:
    sessions = [(start, end) for start, end in zip(starts, ends) if start < end]
    most, moment_of_most = 0, None
    for moment in sorted({start for start, end in sessions}):
        count = sum(start <= moment < end for start, end in sessions)
        if count > most:
            most, moment_of_most = count, moment
    return [most, moment_of_most] if most > 0 else []
