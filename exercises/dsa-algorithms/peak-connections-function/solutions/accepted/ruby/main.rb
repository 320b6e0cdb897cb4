def peak(starts, ends)
  sessions = starts.zip(ends).select { |start, ending| start < ending }
  opening = sessions.map(&:first).sort
  closing = sessions.map(&:last).sort
  most = []
  closed = 0
  opening.each.with_index(1) do |moment, opened|
    # Of the sessions opened so far the newest ends later than now, so this stops in time.
    closed += 1 while closing[closed] <= moment
    most = [opened - closed, moment] if most.empty? || opened - closed > most.first
  end
  most
end
