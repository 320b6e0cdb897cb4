def distance(one, other)
  letters = other.codepoints
  row = (0..letters.size).to_a # from the beginning of `one` so far to each beginning of `other`
  one.codepoints.each do |letter|
    diagonal = row[0]
    left = row[0] += 1
    letters.each_with_index do |wanted, j|
      above = row[j + 1]
      if letter == wanted
        left = diagonal
      else
        left = above if above < left
        left = diagonal if diagonal < left
        left += 1
      end
      row[j + 1] = left
      diagonal = above
    end
  end
  row.last
end
