#include "runner/render/difference.hpp"

#include "graders/compare.hpp"
#include "runner/render/excerpt.hpp"
#include "runner/render/text.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>

namespace bex::render {
namespace {

constexpr std::size_t lines_before = 2;
constexpr std::size_t lines_from = 3; // of each side, from the first that differs
constexpr int hex_left = 22;          // columns of "    expected 0000000a "

std::size_t number_after(std::string_view text, std::string_view word) {
  const auto at = text.find(word);
  if (at == std::string_view::npos) return 0;
  std::size_t number = 0;
  const auto digits = text.substr(at + word.size());
  std::from_chars(digits.data(), digits.data() + digits.size(), number);
  return number;
}

bool blank(char c) {
  return c == ' ' || c == '\t' || c == '\r' || c == '\n' || c == '\v' || c == '\f';
}

std::string_view without_tail(std::string_view text) {
  while (!text.empty() && blank(text.back())) text.remove_suffix(1);
  return text;
}

// True when the two are the same once all bytes that `skip` names are left out.
template <class Skip> bool same_without(std::string_view a, std::string_view b, Skip skip) {
  for (std::size_t i = 0, j = 0;; ++i, ++j) {
    while (i < a.size() && skip(a, i)) ++i;
    while (j < b.size() && skip(b, j)) ++j;
    if (i >= a.size() || j >= b.size()) return i >= a.size() && j >= b.size();
    if (a[i] != b[j]) return false;
  }
}

bool same_without_line_tails(std::string_view a, std::string_view b) {
  while (!a.empty() || !b.empty()) {
    const auto x = raw_line(a, 0), y = raw_line(b, 0);
    if (without_tail(x) != without_tail(y) || x.ends_with('\n') != y.ends_with('\n')) return false;
    a.remove_prefix(x.size()), b.remove_prefix(y.size());
  }
  return true;
}

std::size_t first_difference(std::string_view a, std::string_view b) {
  const auto length = std::min(a.size(), b.size());
  return static_cast<std::size_t>(
      std::mismatch(a.begin(), a.begin() + static_cast<std::ptrdiff_t>(length), b.begin()).first - a.begin());
}

// What differs between two lines: all but the common start and the common end, at letter borders.
Mark marked_part(std::string_view want, std::string_view got) {
  const auto start = border_before(got, first_difference(want, got));
  std::size_t tail = 0;
  const auto most = std::min(want.size(), got.size()) - std::min(start, std::min(want.size(), got.size()));
  while (tail < most && want[want.size() - 1 - tail] == got[got.size() - 1 - tail]) ++tail;
  const auto end = std::max(start, border_before(got, got.size() - tail));
  return {start, end};
}

// Lines of both texts round line `at` (0-based).
class Comparison {
 public:
  Comparison(const Finding& finding, const Evidence& evidence, const Style& style)
      : finding_(finding), expected_(evidence.expected), came_(evidence.came),
        place_(place_of(finding.where)), at_(place_.line > 0 ? place_.line - 1 : 0),
        want_(raw_line(expected_, at_)), got_(raw_line(came_, at_)),
        ink_(without_tail(want_) == without_tail(got_) ? Ink::visible : Ink::plain),
        number_width_(static_cast<int>(std::to_string(at_ + lines_from).size())),
        rows_(style, 4 + 8 + 1 + number_width_ + 1) {}

  // Whether line `at` is the place in both texts. Under rules that do not go line by line the finding holds a
  // word, or a line that stands elsewhere in what was expected.
  [[nodiscard]] bool line_by_line() const { return holds(want_, finding_.want) && holds(got_, finding_.got); }
  [[nodiscard]] bool is_binary() const { return looks_binary(want_) || looks_binary(got_); }

  std::string by_lines() {
    before();
    side("expected", expected_, "[nothing more was expected]", Paint::green, nullptr);
    Mark mark = marked_part(want_, got_);
    side("came", came_, "[the output ends here]", Paint::red,
         want_.empty() || got_.empty() ? nullptr : &mark);
    return rows_.take();
  }

  // The word or line that was expected, and the line in which something else came.
  std::string by_words() {
    before();
    if (finding_.want.empty())
      rows_.remark("[nothing more was expected]", gutter("expected", 0));
    else
      rows_.line(gutter("expected", 0), finding_.want, Ink::plain, Paint::green);
    if (got_.empty()) {
      // The place lies beyond the end, or beyond what the grader kept of a long text: then the finding holds
      // what came there.
      if (finding_.got.empty())
        rows_.remark("[the output ends here]", gutter("came", 0));
      else
        rows_.line(gutter("came", at_ + 1), finding_.got, Ink::plain, Paint::red);
      return rows_.take();
    }
    const auto from = std::min(place_.column > 0 ? place_.column - 1 : 0, got_.size());
    const Mark mark{from, std::min(from + std::max<std::size_t>(1, finding_.got.size()), got_.size())};
    rows_.line(gutter("came", at_ + 1), got_, Ink::plain, Paint::red, &mark);
    const auto total = line_count(came_);
    rows_.more(total > at_ + 1 ? total - at_ - 1 : 0, "line");
    return rows_.take();
  }

 private:
  static bool holds(std::string_view line, std::string_view part) {
    return without_tail(line) == without_tail(part) ||
           (part.size() >= compare::most_shown && line.starts_with(part));
  }

  [[nodiscard]] std::string gutter(std::string_view role, std::size_t number) const {
    return fmt::format("    {:<8} {:>{}} ", role, number > 0 ? std::to_string(number) : "", number_width_);
  }

  void before() {
    for (auto i = at_ > lines_before ? at_ - lines_before : 0; i < at_; ++i)
      if (const auto line = raw_line(came_, i); !line.empty())
        rows_.line(gutter("", i + 1), line, Ink::plain, Paint::dim);
  }

  void side(std::string_view role, std::string_view text, const char* end, Paint paint, const Mark* mark) {
    const auto total = line_count(text);
    const auto start = raw_line(text, at_);
    if (start.empty()) {
      rows_.remark(end, gutter(role, 0));
      return;
    }
    auto rest = text.substr(static_cast<std::size_t>(start.data() - text.data()));
    std::size_t shown = 0;
    for (; shown < lines_from && !rest.empty(); ++shown) {
      const auto line = raw_line(rest, 0);
      rows_.line(gutter(shown == 0 ? role : "", at_ + shown + 1), line, shown == 0 ? ink_ : Ink::plain,
                 shown == 0 ? paint : Paint::plain, shown == 0 ? mark : nullptr);
      rest.remove_prefix(line.size());
    }
    rows_.more(total - std::min<std::uint64_t>(total, at_ + shown), "line");
  }

  const Finding& finding_;
  std::string_view expected_, came_;
  Place place_;
  std::size_t at_;
  std::string_view want_, got_; // line `at_` of both, with its line end
  Ink ink_;
  int number_width_;
  Rows rows_;
};

std::string hex_difference(const Evidence& evidence, const Style& style) {
  const auto at = first_difference(evidence.expected, evidence.came);
  std::string out =
      fmt::format("    the first byte that differs is number {} (0x{:x}), counted from 0\n", grouped(at), at);
  Rows rows(style, hex_left);
  hex_rows(rows, "expected", evidence.expected, at, false, style);
  hex_rows(rows, "came", evidence.came, at, true, style);
  return out + rows.take();
}

} // namespace

Place place_of(std::string_view where) {
  return {number_after(where, "line "), number_after(where, "column ")};
}

std::string blank_difference(std::string_view expected, std::string_view came) {
  if (expected == came) return {};
  if (!same_without(expected, came, [](std::string_view text, std::size_t i) { return blank(text[i]); }))
    return {};
  const auto no_ends = [](std::string_view text) {
    while (text.ends_with('\n')) text.remove_suffix(1);
    return text;
  };
  if (no_ends(expected) == no_ends(came)) {
    if (came.size() + 1 == expected.size()) return "differs only in the last newline: it is missing";
    if (came.size() == expected.size() + 1) return "differs only in the last newline: there is one too many";
    return "differs only in the number of newlines at the end";
  }
  const auto carriage_return = [](std::string_view text, std::size_t i) {
    return text[i] == '\r' && i + 1 < text.size() && text[i + 1] == '\n';
  };
  if (same_without(expected, came, carriage_return))
    return "differs only in the line ends: \\r\\n on one side, \\n on the other";
  if (same_without_line_tails(expected, came)) return "differs only in blanks at the ends of lines";
  return "differs only in blanks and line ends";
}

std::string output_difference(const Finding& finding, const Evidence& evidence, const Style& style) {
  Comparison comparison(finding, evidence, style);
  if (comparison.is_binary()) return hex_difference(evidence, style);
  return comparison.line_by_line() ? comparison.by_lines() : comparison.by_words();
}

std::string byte_mark(std::string_view came, std::size_t at, const Style& style) {
  at = std::min(at, came.size());
  const auto before = at == 0 ? std::string_view::npos : came.rfind('\n', at - 1);
  const auto start = before == std::string_view::npos ? 0 : before + 1;
  const auto line = raw_line(came.substr(start), 0);
  if (looks_binary(line)) {
    Rows rows(style, hex_left);
    hex_rows(rows, "came", came, at, true, style);
    return rows.take();
  }
  Rows rows(style, 4);
  const Mark mark{at - start, at - start + 1};
  rows.line("", line, Ink::visible, Paint::plain, &mark);
  return rows.take();
}

} // namespace bex::render
