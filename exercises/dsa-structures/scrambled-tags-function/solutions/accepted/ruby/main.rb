def group(tags)
  # A hash keeps its keys in the order in which they first came.
  tags.uniq.group_by { |tag| tag.chars.sort }.values
end
