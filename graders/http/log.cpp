#include "graders/http/log.hpp"

#include <toml++/toml.h>

#include <optional>

namespace bex::http {
namespace {

std::string counted(std::size_t lines) {
  return std::to_string(lines) + (lines == 1 ? " line" : " lines");
}

struct Lines {
  std::size_t all = 0, matching = 0;
  std::optional<Differences> nearest; // of the last of those that differ least
};

Lines look_through(std::string_view written, const Pattern& pattern, const Variables& variables) {
  Lines lines;
  for (std::size_t end; (end = written.find('\n')) != std::string_view::npos;
       written.remove_prefix(end + 1)) {
    ++lines.all;
    auto json = parse_json(written.substr(0, end));
    if (!json || !json->object()) continue;
    Differences found = differences(pattern, *json, variables, false);
    if (found.count == 0)
      ++lines.matching;
    else if (!lines.nearest || found.count <= lines.nearest->count)
      lines.nearest = std::move(found);
  }
  return lines;
}

} // namespace

LogLine parse_log(Reader& step, PatternReader& patterns) {
  LogLine line;
  const toml::node* pattern = step.node("log");
  if (pattern->is_table())
    line.pattern = patterns.json(*pattern, Use::expect);
  else
    step.error_at_value("log", "a line of the log is a JSON object", "",
                        "{ status = 404, path = \"/none\" }");
  constexpr int most_lines = 10'000, longest_wait_ms = 600'000;
  if (auto times = step.integer("times", 0, most_lines)) line.times = static_cast<std::size_t>(*times);
  if (auto within = step.integer("within_ms", 1, longest_wait_ms)) line.within = Millis(*within);
  return line;
}

Examination examine_log(const LogLine& wanted, std::string_view written, const Variables& variables,
                        const std::string& where) {
  Examination examination;
  const auto add = [&](std::string label, std::string want, std::string got) {
    examination.findings.push_back({std::move(label), std::move(want), std::move(got), where});
  };
  Lines lines = look_through(written, wanted.pattern, variables);
  const bool enough = wanted.times ? lines.matching == *wanted.times : lines.matching > 0;
  if (enough) return examination;
  const std::string kind = " like " + describe(wanted.pattern, variables);
  if (lines.matching > 0 || (wanted.times && *wanted.times == 0)) {
    add("log", counted(*wanted.times) + kind, std::to_string(lines.matching));
  } else if (!lines.nearest) {
    add("log", "a line of JSON" + kind,
        lines.all == 0 ? "" : counted(lines.all) + ", none with a JSON object");
  } else {
    for (Difference& difference : lines.nearest->first)
      add("log " + difference.pointer, std::move(difference.want), std::move(difference.got));
    examination.more = lines.nearest->count - lines.nearest->first.size();
  }
  return examination;
}

} // namespace bex::http
