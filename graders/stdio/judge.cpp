#include "graders/measure.hpp"
#include "graders/stdio/bar.hpp"
#include "graders/stdio/observation.hpp"

#include "sandboxes/base/text.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <filesystem>

namespace bex::stdio {
namespace {

constexpr std::size_t most_reproduced = 200; // bytes of input in a line for a shell

std::vector<Finding> findings_of(const Observation& observation) {
  if (observation.checker) return {{"checker", {}, observation.checker->message, {}}};
  if (!observation.difference) return {};
  const auto& difference = *observation.difference;
  return {{"stdout", difference.want, difference.got,
           fmt::format("line {}, column {}", difference.line, difference.column)}};
}

// `text` as the format of printf(1), in single quotes.
std::string printf_word(std::string_view text) {
  std::string out;
  for (const char c : text) {
    switch (c) {
    case '\n':
      out += "\\n";
      break;
    case '\t':
      out += "\\t";
      break;
    case '\r':
      out += "\\r";
      break;
    case '\\':
      out += "\\\\";
      break;
    case '%':
      out += "%%";
      break;
    case '\'':
      out += "'\\''";
      break;
    default:
      out += c;
    }
  }
  return "'" + out + "'";
}

bool is_plain_text(std::string_view text) {
  return is_text(text) && std::none_of(text.begin(), text.end(), [](char c) {
           return (static_cast<unsigned char>(c) < 0x20 && c != '\n' && c != '\t' && c != '\r') || c == 0x7F;
         });
}

// The learner's own way to call it: programs by their name, files of the box relative to the folder.
std::string command_of(const std::vector<std::string>& argv) {
  std::vector<std::string> words;
  for (const auto& word : argv) {
    const bool in_box = word.starts_with("/box/");
    if (in_box)
      words.push_back(shell_quote((words.empty() ? "./" : "") + word.substr(5)));
    else if (words.empty())
      words.push_back(
          shell_quote(word.starts_with('/') ? std::filesystem::path(word).filename().string() : word));
    else
      words.push_back(shell_quote(word));
  }
  return join(words, " ");
}

std::string reproduce(const Observation& observation) {
  const auto& input = observation.input.text;
  if (input.size() > most_reproduced || observation.input.size != input.size() || !is_plain_text(input))
    return {};
  if (observation.argv.empty()) return {};
  if (input.empty()) return command_of(observation.argv) + " </dev/null";
  const bool dashed = input.starts_with('-'); // else printf takes it for an option
  return fmt::format("printf {}{} | {}", dashed ? "-- " : "", printf_word(input),
                     command_of(observation.argv));
}

} // namespace

Outcome judge(const Spec&, const Observation& observation) {
  Outcome outcome;
  if (observation.error) {
    outcome.verdict = observation.error->kind == ErrorKind::machine ? Verdict::skipped : Verdict::judge_error;
    outcome.error = observation.error;
    outcome.evidence.log = observation.error_log;
    return outcome;
  }
  outcome.findings = findings_of(observation);
  outcome.verdict = verdict_of(observation.run.ending, outcome.findings);
  outcome.measured = measured_of(observation.run, observation.limits, observation.runs);
  outcome.bars = observation.bars;
  if (auto late = finding_of(observation.bars)) {
    if (outcome.verdict == Verdict::accepted) outcome.verdict = Verdict::too_slow;
    if (outcome.verdict == Verdict::too_slow || outcome.verdict == Verdict::time_limit_exceeded)
      outcome.findings.push_back(std::move(*late));
  }
  const auto* start = std::get_if<NotStarted>(&observation.run.ending);
  if (start && outcome.verdict != Verdict::run_time_error)
    outcome.error = Error{ErrorKind::machine,
                          "the program " + describe(observation.run.ending),
                          {},
                          "`bexercise doctor` looks for the cause",
                          {}};
  if (outcome.verdict == Verdict::accepted) return outcome;
  auto& evidence = outcome.evidence;
  evidence.sent = observation.input.text;
  evidence.came = observation.came.text;
  evidence.expected = observation.expected.text;
  evidence.log = observation.run.err;
  evidence.reproduce = reproduce(observation);
  evidence.remark = observation.remark;
  return outcome;
}

} // namespace bex::stdio
