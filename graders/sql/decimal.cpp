#include "graders/sql/decimal.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace bex::sql {
namespace {

// A division gives 16 significant digits or more (NUMERIC_MIN_SIG_DIGITS, src/include/utils/numeric.h), which
// is 8 places or more below 10^12. What has fewer places was rounded by somebody.
constexpr std::size_t quotient_digits = 16, quotient_places = 8;
constexpr int finest = 1074; // decimal places of the smallest double, 2^-1074

// The digits without zeros that say nothing.
struct Digits {
  bool negative = false;
  std::string_view whole, part; // before and behind the point
};

Digits digits_of(std::string_view text) {
  Digits digits;
  digits.negative = text.starts_with('-');
  if (digits.negative) text.remove_prefix(1);
  const auto point = std::min(text.find('.'), text.size());
  digits.whole = text.substr(0, point);
  digits.whole.remove_prefix(std::min(digits.whole.find_first_not_of('0'), digits.whole.size()));
  if (point < text.size()) digits.part = text.substr(point + 1);
  digits.part = digits.part.substr(0, digits.part.find_last_not_of('0') + 1);
  if (digits.whole.empty() && digits.part.empty()) digits.negative = false;
  return digits;
}

int compare_sizes(const Digits& a, const Digits& b) {
  if (a.whole.size() != b.whole.size()) return a.whole.size() < b.whole.size() ? -1 : 1;
  if (const int order = a.whole.compare(b.whole)) return order;
  return a.part.compare(b.part);
}

std::size_t places_of(std::string_view text) {
  const auto point = text.find('.');
  return point == std::string_view::npos ? 0 : text.size() - point - 1;
}

std::size_t significant(std::string_view text) {
  const auto first = std::min(text.find_first_not_of("-0."), text.size());
  return static_cast<std::size_t>(std::count_if(text.begin() + static_cast<std::ptrdiff_t>(first), text.end(),
                                                [](char c) { return c >= '0' && c <= '9'; }));
}

// One unit of the last place more, away from zero.
std::string stepped(std::string text) {
  auto at = text.size();
  while (at > 0 && text[at - 1] != '-') {
    auto& digit = text[--at];
    if (digit == '.') continue;
    if (digit != '9') {
      ++digit;
      return text;
    }
    digit = '0';
  }
  return text.insert(at, "1");
}

} // namespace

int compare_decimals(std::string_view a, std::string_view b) {
  const auto x = digits_of(a), y = digits_of(b);
  if (x.negative != y.negative) return x.negative ? -1 : 1;
  return x.negative ? compare_sizes(y, x) : compare_sizes(x, y);
}

bool same_quotient(std::string_view a, std::string_view b) {
  if (places_of(a) == places_of(b) || std::min(places_of(a), places_of(b)) < quotient_places ||
      std::min(significant(a), significant(b)) < quotient_digits)
    return false;
  const auto shorter = places_of(a) < places_of(b) ? a : b;
  const auto longer = shorter == a ? b : a;
  const std::string cut(longer.substr(0, longer.size() - (places_of(longer) - places_of(shorter))));
  return compare_decimals(cut, shorter) == 0 || compare_decimals(stepped(cut), shorter) == 0;
}

std::string decimal_of(std::int64_t whole) {
  return std::to_string(whole);
}

std::string decimal_of(double real) {
  return fmt::format("{:.{}f}", real, finest);
}

} // namespace bex::sql
