def peak(starts: list[int], ends: list[int]) -> list[int]:
    sessions = [(start, end) for start, end in zip(starts, ends) if start < end]
    opening = sorted(start for start, end in sessions)
    closing = sorted(end for start, end in sessions)
    most, moment_of_most = 0, None
    closed = 0
    for opened, moment in enumerate(opening, 1):
        # Of the sessions opened so far the newest ends later than now, so this stops in time.
        while closing[closed] <= moment:
            closed += 1
        if opened - closed > most:
            most, moment_of_most = opened - closed, moment
    return [most, moment_of_most or 0]
