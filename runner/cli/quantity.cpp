#include "runner/cli/quantity.hpp"

#include "sandboxes/base/text.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <cmath>
#include <span>

namespace bex::cli {
namespace {

struct Unit {
  std::string_view name;
  double factor;
};
constexpr Unit time_units[] = {{"ms", 1}, {"s", 1e3}, {"min", 60e3}, {"h", 3600e3}};
constexpr Unit size_units[] = {{"B", 1}, {"KiB", 0x1p10}, {"MiB", 0x1p20}, {"GiB", 0x1p30}};

struct Kind {
  std::string_view noun;   // "time"
  std::string_view likely; // the unit for whoever forgot it
  std::span<const Unit> units;
  std::string_view example;
};
constexpr Kind time_kind{"time", "s", time_units, "`500ms`, `1.5s`, `2min` or `1h`"};
constexpr Kind size_kind{"size", "MiB", size_units, "`512KiB`, `64MiB` or `1.5GiB`"};

// The least and the most that an option takes, as they are typed.
struct Range {
  double least, most;
  std::string_view least_word, most_word;
};

tl::unexpected<Error> wrong(std::string_view option, std::string_view word, const std::string& why,
                            const std::string& help) {
  return fail(ErrorKind::usage, fmt::format("`{} {}`: {}", option, word, why), help);
}

// `64MB` and `64m` are most likely meant as 64MiB.
std::string meant(std::string_view number, std::string_view unit) {
  if (unit.empty()) return {};
  const auto letter = lower(unit.substr(0, 1));
  for (const auto& known : size_units)
    if (unit.size() <= 3 && lower(known.name.substr(0, 1)) == letter)
      return fmt::format("did you mean `{}{}`?", number, known.name);
  return {};
}

Result<double> within(std::string_view option, std::string_view word, double value, const Range& range) {
  if (value == 0)
    return wrong(option, word, "nothing can run under a limit of 0",
                 fmt::format("the least is `{}`", range.least_word));
  if (value < range.least)
    return wrong(option, word, "too little", fmt::format("the least is `{}`", range.least_word));
  if (value > range.most)
    return wrong(option, word, "too much", fmt::format("the most is `{}`", range.most_word));
  return value;
}

Result<double> read(std::string_view option, std::string_view word, const Kind& kind, const Range& range) {
  const auto end = std::min(word.find_first_not_of("0123456789."), word.size());
  const auto number = word.substr(0, end), unit = word.substr(end);
  const auto write_it = fmt::format("write it like {}", kind.example);
  double value = 0;
  const auto [stop, error] = std::from_chars(number.data(), number.data() + number.size(), value);
  // A number that no double holds is too large in every unit.
  if (error == std::errc::result_out_of_range)
    value = HUGE_VAL;
  else if (error != std::errc{} || stop != number.data() + number.size())
    return wrong(option, word, fmt::format("this is no {}", kind.noun), write_it);
  if (unit.empty() && value != 0)
    return wrong(option, word, "a number without its unit",
                 fmt::format("did you mean `{}{}`?", number, kind.likely));
  const auto known =
      std::find_if(kind.units.begin(), kind.units.end(), [&](const Unit& one) { return one.name == unit; });
  if (!unit.empty() && known == kind.units.end()) {
    const auto near = kind.units.data() == size_units ? meant(number, unit) : std::string{};
    return wrong(option, word, fmt::format("`{}` is no unit of {}", unit, kind.noun),
                 near.empty() ? write_it : near);
  }
  return within(option, word, unit.empty() ? 0 : value * known->factor, range);
}

Result<double> read_count(std::string_view option, std::string_view word, const Range& range) {
  double value = 0;
  const auto [stop, error] = std::from_chars(word.data(), word.data() + word.size(), value);
  if (word.find_first_not_of("0123456789") != std::string_view::npos || word.empty())
    return wrong(option, word, "this is no whole number",
                 fmt::format("a number from {} to {}", range.least_word, range.most_word));
  return within(option, word, error == std::errc{} ? value : HUGE_VAL, range);
}

} // namespace

tl::expected<Limits, Errors> limits_of(const LimitWords& words, Limits limits) {
  constexpr Range time{1, 24 * 3600e3, "1ms", "24h"}, memory{0x1p20, 0x1p40, "1MiB", "1024GiB"},
      output{1, 0x1p30, "1B", "1GiB"}, processes{1, 4096, "1", "4096"};
  Errors errors;
  const auto take = [&](const std::string& word, const auto& read_it, const auto& set) {
    if (word.empty()) return;
    if (const Result<double> value = read_it(word))
      set(*value);
    else
      errors.push_back(value.error());
  };
  const auto whole = [](double value) { return static_cast<std::uint64_t>(std::llround(value)); };
  const auto as_time = [&](const char* option, Millis& into, const std::string& word) {
    take(
        word, [&](const std::string& w) { return read(option, w, time_kind, time); },
        [&](double value) { into = Millis(std::llround(value)); });
  };
  const auto as_size = [&](const char* option, const Range& range, Bytes& into, const std::string& word) {
    take(
        word, [&](const std::string& w) { return read(option, w, size_kind, range); },
        [&](double value) { into = Bytes{whole(value)}; });
  };
  as_time("--cpu", limits.cpu, words.cpu);
  as_time("--wall", limits.wall, words.wall);
  as_size("--memory", memory, limits.memory, words.memory);
  as_size("--output", output, limits.output, words.output);
  take(
      words.processes, [&](const std::string& w) { return read_count("--processes", w, processes); },
      [&](double value) { limits.processes = static_cast<unsigned>(value); });
  if (!errors.empty()) return tl::unexpected<Errors>(std::move(errors));
  return limits;
}

Result<std::uint16_t> port_of(const std::string& word) {
  unsigned value = 0;
  const auto [stop, error] = std::from_chars(word.data(), word.data() + word.size(), value);
  if (error != std::errc{} || stop != word.data() + word.size() || value > 65535)
    return wrong("--port", word, "this is no port", "a number from 1 to 65535, or 0 for any that is free");
  return static_cast<std::uint16_t>(value);
}

} // namespace bex::cli
