#include "graders/compare.hpp"

#include <algorithm>
#include <charconv>
#include <cmath>
#include <cstdint>
#include <unordered_map>

namespace bex::compare {
namespace {

constexpr std::string_view line_blanks = " \t\r"; // that do not count at the end of a line

bool is_blank(char c) {
  return c == ' ' || (c >= '\t' && c <= '\r');
} // the latter: \t \n \v \f \r

std::string shown(std::string_view text) {
  return std::string(text.substr(0, most_shown));
}

std::string_view without_tail(std::string_view text, std::string_view unwanted) {
  const auto last = text.find_last_not_of(unwanted);
  return last == std::string_view::npos ? std::string_view() : text.substr(0, last + 1);
}

// The lines of a text without what does not count; none when the text is blank.
class Lines {
 public:
  explicit Lines(std::string_view text) : rest_(without_tail(text, " \t\r\n")) {}
  // False at the end; then `text()` is empty and `line()` is that of the line that would be next.
  bool next() {
    ++number_;
    line_ = {};
    if (rest_.empty()) return false;
    const auto end = rest_.find('\n');
    line_ = without_tail(rest_.substr(0, end), line_blanks);
    // A line end is followed by a line always, as the text's own tail is gone.
    rest_ = end == std::string_view::npos ? std::string_view() : rest_.substr(end + 1);
    return true;
  }
  [[nodiscard]] std::string_view text() const { return line_; }
  [[nodiscard]] int line() const { return number_; }
  [[nodiscard]] int column() const { return 1; }

 private:
  std::string_view rest_, line_;
  int number_ = 0;
};

// The words of a text, each with its place.
class Words {
 public:
  explicit Words(std::string_view text) : text_(text) {}
  bool next() {
    while (at_ < text_.size() && is_blank(text_[at_])) step();
    line_ = line_now_, column_ = static_cast<int>(at_ - line_begin_) + 1;
    const auto begin = at_;
    while (at_ < text_.size() && !is_blank(text_[at_])) ++at_;
    word_ = text_.substr(begin, at_ - begin);
    return !word_.empty();
  }
  [[nodiscard]] std::string_view text() const { return word_; }
  [[nodiscard]] int line() const { return line_; }
  [[nodiscard]] int column() const { return column_; }

 private:
  void step() {
    if (text_[at_++] == '\n') ++line_now_, line_begin_ = at_;
  }
  std::string_view text_, word_;
  std::size_t at_ = 0, line_begin_ = 0;
  int line_now_ = 1, line_ = 1, column_ = 1;
};

bool same_but_for_blanks(std::string_view a, std::string_view b) {
  std::size_t i = 0, j = 0;
  for (;;) {
    while (i < a.size() && is_blank(a[i])) ++i;
    while (j < b.size() && is_blank(b[j])) ++j;
    if (i == a.size() || j == b.size()) return i == a.size() && j == b.size();
    if (a[i++] != b[j++]) return false;
  }
}

std::size_t common_prefix(std::string_view a, std::string_view b) {
  const auto n = std::min(a.size(), b.size());
  return static_cast<std::size_t>(
      std::mismatch(a.begin(), a.begin() + static_cast<std::ptrdiff_t>(n), b.begin()).first - a.begin());
}

// The line that holds the byte `at`, with its line end.
std::string_view line_at(std::string_view text, std::size_t begin) {
  const auto end = text.find('\n', begin);
  return text.substr(begin, end == std::string_view::npos ? end : end + 1 - begin);
}

std::optional<Difference> exact(std::string_view want, std::string_view got) {
  const auto at = common_prefix(want, got);
  if (at == want.size() && at == got.size()) return std::nullopt;
  const auto before = got.substr(0, at);
  const auto line_end = before.rfind('\n');
  const auto begin = line_end == std::string_view::npos ? 0 : line_end + 1;
  Difference difference;
  difference.line = static_cast<int>(std::count(before.begin(), before.end(), '\n')) + 1;
  difference.column = static_cast<int>(at - begin) + 1;
  difference.want = shown(line_at(want, begin));
  difference.got = shown(line_at(got, begin));
  difference.got_ended = at == got.size();
  difference.want_ended = at == want.size();
  return difference;
}

std::optional<Difference> lines(std::string_view want, std::string_view got) {
  Lines wanted(want), came(got);
  for (;;) {
    const bool more_wanted = wanted.next(), more_came = came.next();
    if (!more_wanted && !more_came) return std::nullopt;
    if (more_wanted && more_came && wanted.text() == came.text()) continue;
    Difference difference;
    difference.line = came.line();
    difference.column = static_cast<int>(common_prefix(wanted.text(), came.text())) + 1;
    difference.want = shown(wanted.text());
    difference.got = shown(came.text());
    difference.got_ended = !more_came;
    difference.want_ended = !more_wanted;
    return difference;
  }
}

// A decimal number as a whole word; no infinity, no nan, nothing out of range.
std::optional<double> number_of(std::string_view word) {
  if (word.starts_with('+') && word.size() > 1 && word[1] != '-') word.remove_prefix(1);
  double number = 0;
  const auto [end, error] = std::from_chars(word.data(), word.data() + word.size(), number);
  if (error != std::errc() || end != word.data() + word.size() || !std::isfinite(number)) return std::nullopt;
  return number;
}

bool near(const Rule& rule, std::string_view want, std::string_view got) {
  const auto a = number_of(want), b = number_of(got);
  if (!a || !b) return false;
  const double apart = std::abs(*a - *b);
  return apart <= rule.absolute || apart <= rule.relative * std::abs(*a);
}

std::optional<Difference> words(const Rule& rule, std::string_view want, std::string_view got) {
  Words wanted(want), came(got);
  for (;;) {
    const bool more_wanted = wanted.next(), more_came = came.next();
    if (!more_wanted && !more_came) return std::nullopt;
    if (more_wanted && more_came) {
      if (wanted.text() == came.text()) continue;
      if (rule.kind == Kind::floats && near(rule, wanted.text(), came.text())) continue;
    }
    Difference difference;
    difference.line = came.line();
    difference.column = came.column();
    difference.want = shown(wanted.text());
    difference.got = shown(came.text());
    difference.got_ended = !more_came;
    difference.want_ended = !more_wanted;
    return difference;
  }
}

// Shows the first line or word that came too often beside the first that is missing.
template <class Items> std::optional<Difference> in_any_order(std::string_view want, std::string_view got) {
  std::unordered_map<std::string_view, std::int64_t> left;
  for (Items wanted(want); wanted.next();) ++left[wanted.text()];
  std::optional<Difference> difference;
  Items came(got);
  while (came.next()) {
    const auto at = left.find(came.text());
    if (at != left.end() && at->second > 0) {
      --at->second;
    } else if (!difference) {
      difference.emplace();
      difference->line = came.line();
      difference->column = came.column();
      difference->got = shown(came.text());
    }
  }
  Items wanted(want);
  bool missing = false;
  // From the front: of equal ones the count that is left belongs to any of them.
  while (!missing && wanted.next()) missing = left[wanted.text()] > 0;
  if (!missing && !difference) return std::nullopt;
  if (!difference) {
    difference.emplace();
    difference->line = came.line();
    difference->column = came.column();
    difference->got_ended = true;
  }
  if (missing)
    difference->want = shown(wanted.text());
  else
    difference->want_ended = true;
  return difference;
}

std::optional<Difference> difference_by(const Rule& rule, std::string_view want, std::string_view got) {
  switch (rule.kind) {
  case Kind::exact:
    return exact(want, got);
  case Kind::lines:
    return lines(want, got);
  case Kind::tokens:
  case Kind::floats:
    return words(rule, want, got);
  case Kind::unordered:
    return in_any_order<Lines>(want, got);
  case Kind::multiset:
    return in_any_order<Words>(want, got);
  case Kind::checker:
    break;
  }
  return std::nullopt;
}

} // namespace

std::optional<Difference> first_difference(const Rule& rule, std::string_view want, std::string_view got) {
  auto difference = difference_by(rule, want, got);
  if (difference) difference->only_whitespace = same_but_for_blanks(want, got);
  return difference;
}

} // namespace bex::compare
