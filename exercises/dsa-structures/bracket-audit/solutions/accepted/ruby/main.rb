OPENS = { ")" => "(", "]" => "[", "}" => "{" }.freeze

def audit(lines)
  open = [] # [bracket, line, column], the innermost on top
  quoted = false
  lines.each.with_index(1) do |text, line|
    # A backslash takes the character behind it along.
    text.scan(/\\.?|["()\[\]{}]/) do |token|
      if token == '"'
        quoted = !quoted
      elsif quoted || token.start_with?("\\")
        next
      else
        column = Regexp.last_match.begin(0) + 1
        if OPENS.key?(token)
          return "#{line} #{column}" if open.empty? || open.pop[0] != OPENS[token]
        else
          open.push([token, line, column])
        end
      end
    end
  end
  open.empty? ? "ok" : open.last[1..].join(" ")
end

lines = $stdin.binmode.read.split("\n", -1)
puts audit(lines[1, lines[0].to_i])
