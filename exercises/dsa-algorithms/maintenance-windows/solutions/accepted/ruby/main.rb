DAY = 86_400_000

def joined(windows)
  windows.sort.each_with_object([]) do |(start, ending), result|
    if result.any? && start <= result.last[1]
      result.last[1] = ending if ending > result.last[1]
    else
      result << [start, ending]
    end
  end
end

# What sorted windows that stay apart leave free of the day.
def gaps(windows)
  free_from = 0
  result = []
  [*windows, [DAY, DAY]].each do |start, ending|
    gap_end = [start, DAY].min
    result << [free_from, gap_end] if free_from < gap_end
    free_from = ending if ending > free_from
  end
  result
end

count, *numbers = $stdin.read.split.map(&:to_i)
windows = joined(numbers.first(2 * count).each_slice(2))
out = windows.map { |start, ending| "window #{start} #{ending}" }
out += gaps(windows).map { |start, ending| "free #{start} #{ending}" }
puts out
