def find_pair(amounts, total)
  first = {} # amount -> number of the first invoice with it
  amounts.each.with_index(1) do |amount, number|
    partner = first[total - amount]
    return [partner, number] if partner
    first[amount] ||= number
  end
  []
end
