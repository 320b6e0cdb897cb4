def join_windows(windows)
  joined = []
  windows.sort.each do |start, ending|
    if joined.any? && start <= joined.last[1]
      joined.last[1] = [joined.last[1], ending].max
    else
      joined << [start, ending]
    end
  end
  joined
end
