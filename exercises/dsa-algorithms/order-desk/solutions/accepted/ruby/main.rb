lines = $stdin.binmode.read.split("\n", -1)
columns = lines[1].split(",").map { |column| column.split(":") }
records = lines[3, lines[0].to_i].map { |line| line.split(",", -1) }

# One pass for each key, the least important first. sort_by is not stable; but groups of equal values keep the order of the passes before.
lines[2].split(",").reverse_each do |key|
  name, direction = key.split
  place = columns.index { |column| column[0] == name }
  missing, present = records.partition { |record| record[place].empty? }
  number = columns[place][1] == "number"
  groups = present.group_by { |record| number ? record[place].to_f + 0.0 : record[place] } # -0.0 + 0.0 is 0.0
  sorted = groups.sort_by(&:first)
  sorted.reverse! if direction == "desc"
  records = sorted.flat_map(&:last) + missing
end
$stdout.write(records.map { |record| record.join(",") + "\n" }.join)
