def find(amounts, total)
  first = {} # amount -> number of the first invoice with it
  amounts.each.with_index(1) do |amount, number|
    partner = first[total - amount]
    return "#{partner} #{number}" if partner
    first[amount] ||= number
  end
  "none"
end

count, total, *amounts = $stdin.read.split.map(&:to_i)
puts find(amounts.first(count), total)
