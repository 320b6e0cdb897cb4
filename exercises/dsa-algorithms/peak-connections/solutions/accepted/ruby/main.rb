# The largest number open at once, and the first moment of it.
def peak_of(sessions)
  starts = sessions.map(&:first).sort
  ends = sessions.map(&:last).sort
  peak = 0
  peak_moment = "none"
  closed = 0
  starts.each.with_index(1) do |moment, opened|
    # Of the sessions opened so far the newest ends later than now, so this stops in time.
    closed += 1 while ends[closed] <= moment
    peak, peak_moment = opened - closed, moment if opened - closed > peak
  end
  "#{peak} #{peak_moment}"
end

count, *numbers = $stdin.read.split.map(&:to_i)
sessions = numbers.first(2 * count).each_slice(2)
puts peak_of(sessions.select { |start, ending| start < ending })
