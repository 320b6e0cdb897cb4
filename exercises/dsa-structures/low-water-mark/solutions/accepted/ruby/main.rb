lines = $stdin.binmode.read.split("\n")
figures = []
lowest = [] # lowest[i] is the smallest of figures[0] to figures[i]
out = []

lines[1, lines[0].to_i].each do |operation|
  case operation
  when "MIN"
    out << (lowest.last || "empty")
  when "POP"
    lowest.pop
    out << (figures.pop || "empty")
  else
    figure = operation[5..].to_i
    figures << figure
    before = lowest.last
    lowest << (before && before < figure ? before : figure)
  end
end
puts out
