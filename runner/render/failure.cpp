#include "runner/render/failure.hpp"

#include "runner/render/difference.hpp"
#include "runner/render/excerpt.hpp"
#include "runner/render/render.hpp"
#include "runner/render/text.hpp"
#include "runner/render/words.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace bex::render {
namespace {

// Together about one screen.
constexpr int sent_lines = 8;
constexpr int came_lines = 10;
constexpr int log_lines = 6;
constexpr int log_lines_of_crash = 10;
constexpr int exhibit_lines = 24;
constexpr int compiler_lines = 30;
constexpr std::size_t findings_shown = 6;
constexpr std::size_t reproduce_bytes = 1000; // a longer line is no use in a terminal

constexpr std::string_view inner = "    ";

std::string section(std::string_view title, const std::string& body, const Style& style) {
  return "  " + paint(style, Paint::bold, title) + "\n" + body;
}

std::string sentence(std::string_view text, const Style& style) {
  return paragraph(text, "  ", style);
}

// A value in a line of its own words: safe, line ends visible, cut.
std::string value(std::string_view bytes, int columns, const Style& style) {
  if (bytes.empty()) return "nothing";
  const auto fitted = fit(bytes, columns, Ink::plain, style);
  std::string text = fitted.text;
  for (auto at = text.find('\n'); at != std::string::npos; at = text.find('\n', at + 1))
    text.replace(at, 1, "\\n");
  const auto hidden = bytes.size() - std::min(bytes.size(), fitted.to);
  return hidden > 2 ? text + fmt::format(" [{} more bytes]", grouped(hidden)) : text;
}

// "status: expected 201, came 500", on three lines where it is too wide for one.
std::string finding_text(const Finding& finding, bool show_expected, const Style& style) {
  const auto place = finding.where.empty() ? "" : " (" + safe(finding.where) + ")";
  const auto label = safe(finding.label) + place;
  const int room = std::max(20, style.width - 36);
  const auto got = paint(style, Paint::red, value(finding.got, room, style));
  if (!show_expected) return fmt::format("{}{}: came {}\n", inner, label, got);
  const auto want = paint(style, Paint::green, value(finding.want, room, style));
  const auto line = fmt::format("{}{}: expected {}, came {}\n", inner, label, want, got);
  if (width_of(line) <= style.width) return line;
  return fmt::format("{0}{1}\n{0}  expected {2}\n{0}  came     {3}\n", inner, label, want, got);
}

std::string output_text(const Finding& finding, const Evidence& evidence, bool show_expected,
                        const Style& style) {
  const auto where = finding.where.empty() ? "" : ", " + safe(finding.where);
  const bool no_place = finding.want.empty() && finding.got.empty() && finding.where.empty();
  if (!show_expected || no_place)
    return section("came on stdout" + where, head_of(evidence.came, came_lines, style), style);
  return section("stdout" + where + ": the first difference", output_difference(finding, evidence, style),
                 style);
}

std::string protocol_text(const Finding& finding, const Evidence& evidence, bool show_expected,
                          const Style& style) {
  const auto at = finding.where.find("byte ");
  std::string out =
      section("not valid HTTP" + (finding.where.empty() ? "" : ", " + safe(finding.where)), "", style);
  if (show_expected && !finding.want.empty()) out += paragraph(finding.want, inner, style);
  if (at == std::string::npos) return out;
  const auto offset = std::strtoull(finding.where.c_str() + at + 5, nullptr, 10);
  return out + byte_mark(evidence.came, static_cast<std::size_t>(offset), style);
}

// A server that died or never listened: "the server exited with code 1 before it listened".
std::string server_text(const Finding& finding, bool show_expected, const Style& style) {
  auto out = sentence("the server " + finding.got, style);
  if (show_expected && !finding.want.empty())
    out += sentence("expected: a server that " + finding.want, style);
  return out;
}

// The findings in words, and what of the evidence has been said with them.
struct Told {
  std::string text;
  bool came = false;   // the output was shown
  bool remark = false; // what the remark could say was said
};

Told tell(const Outcome& outcome, bool show_expected, const Style& style) {
  const auto& evidence = outcome.evidence;
  Told told;
  std::string list;
  std::size_t listed = 0;
  for (const auto& finding : outcome.findings) {
    if (finding.label == "stdout") {
      const auto blanks = show_expected ? blank_difference(evidence.expected, evidence.came) : "";
      if (!blanks.empty()) told.text += sentence("it " + blanks, style), told.remark = true;
      told.text += output_text(finding, evidence, show_expected, style), told.came = true;
    } else if (finding.label == "protocol") {
      told.text += protocol_text(finding, evidence, show_expected, style);
    } else if (finding.label == "server") {
      told.text += server_text(finding, show_expected, style);
    } else if (finding.label == "checker") {
      told.text += section("the checker says", head_of(finding.got, came_lines, style), style);
    } else if (listed++ < findings_shown) {
      list += finding_text(finding, show_expected, style);
    }
  }
  if (listed > findings_shown)
    list += fmt::format("{}[{} {}]\n", inner, glyphs(style).ellipsis,
                        counted(listed - findings_shown, "more difference"));
  if (!list.empty()) told.text += section("not as expected", list, style);
  return told;
}

std::string log_text(const std::string& log, int lines, const Style& style) {
  return section("its log (stderr)", tail_of(log, lines, style), style);
}

std::string evidence_text(const Outcome& outcome, bool show_expected, const Style& style) {
  const auto& evidence = outcome.evidence;
  std::string out;
  if (!evidence.sent.empty()) out += section("sent", head_of(evidence.sent, sent_lines, style), style);
  const auto told = tell(outcome, show_expected, style);
  out += told.text;
  for (const auto& exhibit : evidence.exhibits)
    if (show_expected || !exhibit.expected)
      out += section(safe(exhibit.title), head_of(exhibit.text, exhibit_lines, style), style);
  if (!evidence.remark.empty() && !told.remark) out += sentence(evidence.remark, style);
  if (!told.came && !evidence.came.empty())
    out += section("came", head_of(evidence.came, came_lines, style), style);
  if (!evidence.log.empty()) {
    const int lines = outcome.verdict == Verdict::wrong_answer ? log_lines : log_lines_of_crash;
    out += log_text(evidence.log, lines, style);
  }
  return out;
}

std::string reproduce_text(const Evidence& evidence, const Style& style) {
  std::string lines;
  for (std::string_view rest = evidence.reproduce; !rest.empty();) {
    const auto line = rest.substr(0, rest.find('\n'));
    rest.remove_prefix(std::min(line.size() + 1, rest.size()));
    if (line.size() <= reproduce_bytes)
      lines += std::string(inner) + paint(style, Paint::cyan, safe(line)) + "\n";
  }
  return lines.empty() ? "" : section("try it", lines, style);
}

// Whose fault it is when nobody could judge, and what mends it.
std::string not_judged(const Outcome& outcome, const Style& style) {
  std::string out =
      outcome.verdict == Verdict::skipped
          ? sentence("this machine lacks what it needs; it does not count against you", style)
          : sentence(
                "the pack or bexercise itself is at fault, not your program; it does not count against you",
                style);
  if (outcome.error) out += error(*outcome.error, style);
  return out;
}

std::string head_line(const model::CheckReport& check, const std::string& own_exercise, const Style& style) {
  if (!seen(check.disclosure).title) return verdict(check.outcome.verdict, style) + " in a hidden check\n";
  const auto stage =
      check.exercise.empty() || check.exercise == own_exercise ? "" : " of stage " + safe(check.exercise);
  return fmt::format("{} in {}{}: {}\n", verdict(check.outcome.verdict, style), safe(check.id), stage,
                     paint(style, Paint::bold, safe(check.title)));
}

} // namespace

std::string failure(const model::CheckReport& check, const std::string& own_exercise, const Style& style) {
  const auto& outcome = check.outcome;
  const auto may = seen(check.disclosure);
  std::string out = head_line(check, own_exercise, style);
  if (!is_failure(outcome.verdict)) {
    out += not_judged(outcome, style);
    const bool has_log = outcome.verdict == Verdict::skipped && !outcome.evidence.log.empty();
    return has_log && may.actual ? out + log_text(outcome.evidence.log, log_lines_of_crash, style) : out;
  }
  const bool told_below =
      may.actual && std::any_of(outcome.findings.begin(), outcome.findings.end(),
                                [](const auto& finding) { return finding.label == "server"; });
  if (const auto account = account_of(outcome); may.title && !told_below && !account.empty())
    out += sentence(account, style);
  if (may.actual) out += evidence_text(outcome, may.expected, style);
  if (may.title && !check.hints.empty())
    out += paragraph(check.hints.front(), "  " + paint(style, Paint::bold, "hint") + ": ", style);
  if (may.actual) out += reproduce_text(outcome.evidence, style);
  return out;
}

std::string build_failure(const Outcome& build, const Style& style) {
  std::string out = verdict(build.verdict, style) + "\n";
  if (!is_failure(build.verdict)) return out + not_judged(build, style);
  if (const auto account = account_of(build); !account.empty())
    out += sentence("the build: " + account, style);
  if (!build.evidence.remark.empty()) out += sentence(build.evidence.remark, style);
  if (build.error) return out + error(*build.error, style);
  const auto& said = build.evidence.log.empty() ? build.evidence.came : build.evidence.log;
  return out + section("what the build said", head_of(said, compiler_lines, style), style);
}

} // namespace bex::render
