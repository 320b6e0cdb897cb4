def pair(amounts, total)
  puts "looking at #{amounts.size}"
  places = {}
  amounts.each_with_index do |amount, place|
    return [places[total - amount], place] if places.key?(total - amount)
    places[amount] ||= place
  end
  []
end
