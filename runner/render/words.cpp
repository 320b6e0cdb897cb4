#include "runner/render/words.hpp"

#include "runner/render/render.hpp"
#include "runner/render/text.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace bex::render {

std::string words_of(Verdict verdict) {
  std::string words(name_of(verdict));
  std::replace(words.begin(), words.end(), '_', ' ');
  return words;
}

Paint paint_of(Verdict verdict) {
  switch (verdict) {
  case Verdict::accepted:
    return Paint::green;
  case Verdict::skipped:
  case Verdict::judge_error:
    return Paint::yellow;
  default:
    return Paint::red;
  }
}

bool is_failure(Verdict verdict) {
  return paint_of(verdict) == Paint::red;
}

std::string verdict(Verdict verdict, const Style& style) {
  const auto& marks = glyphs(style);
  const auto glyph = verdict == Verdict::accepted      ? marks.pass
                     : verdict == Verdict::skipped     ? marks.skip
                     : verdict == Verdict::judge_error ? marks.fault
                                                       : marks.fail;
  return paint(style, paint_of(verdict), std::string(glyph) + " " + words_of(verdict));
}

std::string duration(Nanos time) {
  const double seconds = std::chrono::duration<double>(time).count();
  if (seconds < 0.9995) return fmt::format("{:.0f} ms", seconds * 1000);
  if (seconds < 99.995) return fmt::format("{:.2f} s", seconds);
  const auto whole = static_cast<long long>(seconds + 0.5);
  return fmt::format("{} min {} s", whole / 60, whole % 60);
}

std::string size(Bytes bytes) {
  const auto scaled = [&](int shift, const char* unit) {
    const auto value =
        fmt::format("{:.1f}", static_cast<double>(bytes.count) / static_cast<double>(1ull << shift));
    return (value.ends_with(".0") ? value.substr(0, value.size() - 2) : value) + " " + unit;
  };
  if (bytes.count < 1024) return counted(bytes.count, "byte");
  if (bytes.count < 1024 * 1024) return scaled(10, "KiB");
  if (bytes.count < 1024ull * 1024 * 1024) return scaled(20, "MiB");
  return scaled(30, "GiB");
}

std::string account_of(const Outcome& outcome) {
  if (!outcome.measured) return {};
  const auto& measured = *outcome.measured;
  const auto& limits = measured.limits;
  const auto again = measured.runs > 1 ? fmt::format(", best of {} runs", measured.runs) : "";
  switch (outcome.verdict) {
  case Verdict::time_limit_exceeded:
    return fmt::format("it used {} of processor time; the limit is {}{}", duration(measured.cpu),
                       duration(limits.cpu), again);
  case Verdict::idle_limit_exceeded:
    if (measured.wall < limits.wall) return {}; // a step's own deadline: its finding says so
    return fmt::format("it ran for {} and used {} of processor time; the limit is {} from start to end",
                       duration(measured.wall), duration(measured.cpu), duration(limits.wall));
  case Verdict::memory_limit_exceeded:
    return fmt::format("it used {} of memory; the limit is {}", size(measured.peak_memory),
                       size(limits.memory));
  case Verdict::output_limit_exceeded:
    return fmt::format("it wrote more than the limit of {} to stdout or stderr", size(limits.output));
  case Verdict::process_limit_exceeded:
    return fmt::format("it had more than {} processes and threads at one time", limits.processes);
  case Verdict::too_slow:
    return fmt::format("it took {} of processor time, {} from start to end{}", duration(measured.cpu),
                       duration(measured.wall), again);
  case Verdict::run_time_error:
  case Verdict::security_violation:
  case Verdict::not_ready:
  case Verdict::compile_error:
    return measured.ending.empty() ? "" : "it " + measured.ending;
  default:
    return {};
  }
}

Seen seen(model::Disclosure disclosure) {
  switch (disclosure) {
  case model::Disclosure::full:
    return {true, true, true};
  case model::Disclosure::actual_only:
    return {true, true, false};
  case model::Disclosure::kind_only:
    return {true, false, false};
  case model::Disclosure::hidden:
    return {false, false, false};
  }
  return {false, false, false};
}

} // namespace bex::render
