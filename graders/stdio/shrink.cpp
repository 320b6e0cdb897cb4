#include "graders/stdio/shrink.hpp"

#include <algorithm>
#include <string_view>
#include <vector>

namespace bex::stdio {
namespace {

using Lines = std::vector<std::string_view>;

Lines split(std::string_view text) {
  Lines lines;
  while (!text.empty()) {
    const auto end = text.find('\n');
    lines.push_back(text.substr(0, end));
    if (end == std::string_view::npos) break;
    text.remove_prefix(end + 1);
  }
  return lines;
}

std::string joined(const Lines& lines) {
  std::string text = std::to_string(lines.size()) + "\n";
  for (const auto line : lines) text.append(line) += '\n';
  return text;
}

Lines without(const Lines& lines, std::size_t begin, std::size_t count) {
  Lines rest(lines.begin(), lines.begin() + static_cast<std::ptrdiff_t>(begin));
  rest.insert(rest.end(), lines.begin() + static_cast<std::ptrdiff_t>(std::min(begin + count, lines.size())),
              lines.end());
  return rest;
}

} // namespace

std::size_t lines_of(const std::string& input) {
  const auto ends = static_cast<std::size_t>(std::count(input.begin(), input.end(), '\n'));
  return ends + (input.empty() || input.back() == '\n' ? 0 : 1);
}

// Delta debugging towards the shorter: whole stretches first, from the end, then ever smaller ones.
std::optional<std::string> shrink(const std::string& input, int tries,
                                  const std::function<bool(const std::string&)>& fails) {
  Lines lines = split(input);
  if (lines.size() < 2 || lines.front() != std::to_string(lines.size() - 1)) return std::nullopt;
  lines.erase(lines.begin());
  const auto whole = lines.size();
  for (std::size_t stretch = whole / 2; stretch > 0 && tries > 0;) {
    bool shorter = false;
    for (std::size_t end = lines.size(); end > 0 && tries > 0;) {
      const std::size_t begin = end > stretch ? end - stretch : 0;
      auto rest = without(lines, begin, end - begin);
      end = begin;
      if (rest.empty() || (--tries, !fails(joined(rest)))) continue;
      lines = std::move(rest);
      shorter = true;
    }
    if (!shorter || stretch > 1) stretch /= 2;
  }
  if (lines.size() == whole) return std::nullopt;
  return joined(lines);
}

} // namespace bex::stdio
