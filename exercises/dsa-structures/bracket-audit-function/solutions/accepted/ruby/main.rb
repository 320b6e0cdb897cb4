OPENS = { ")" => "(", "]" => "[", "}" => "{" }.freeze

def audit(lines)
  open = [] # bracket, line and column, the innermost on top
  quoted = false
  lines.each.with_index(1) do |text, line|
    # A backslash takes the character behind it along.
    text.scan(/\\.?|["()\[\]{}]/) do |token|
      column = Regexp.last_match.begin(0) + 1
      if token == '"'
        quoted = !quoted
      elsif quoted || token.start_with?("\\")
        next
      elsif OPENS.key?(token)
        return [line, column] if open.empty? || open.pop[0] != OPENS[token]
      else
        open.push([token, line, column])
      end
    end
  end
  open.empty? ? [] : open.last[1..]
end
