#include "runner/render/failure.hpp"
#include "runner/render/render.hpp"
#include "runner/render/table.hpp"
#include "runner/render/text.hpp"
#include "runner/render/words.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <utility>
#include <vector>

namespace bex::render {
namespace {

constexpr std::size_t listed_checks = 8;

using CheckReports = std::vector<const model::CheckReport*>;

// Checks of this exercise, then of earlier stages; what the learner can mend before what nobody judged.
CheckReports not_accepted(const model::Report& report) {
  CheckReports all;
  for (const auto* list : {&report.checks, &report.regression})
    for (const auto& check : *list)
      if (check.outcome.verdict != Verdict::accepted) all.push_back(&check);
  std::stable_partition(all.begin(), all.end(),
                        [](const auto* check) { return is_failure(check->outcome.verdict); });
  return all;
}

// "✓ 5 of 7 checks"
std::string tally(int passed, int total, std::string_view of_what, const Style& style) {
  const auto& marks = glyphs(style);
  const bool good = passed > 0 || total == 0;
  return fmt::format("{} {} of {} {}\n",
                     paint(style, good ? Paint::green : Paint::red, good ? marks.pass : marks.fail), passed,
                     counted(static_cast<std::uint64_t>(total), "check"), of_what);
}

std::string listing(const model::Report& report, const CheckReports& failed, bool all, const Style& style) {
  std::string out = tally(report.passed, report.total, "passed", style);
  if (!report.regression.empty()) {
    const auto good =
        std::count_if(report.regression.begin(), report.regression.end(),
                      [](const auto& check) { return check.outcome.verdict == Verdict::accepted; });
    out += tally(static_cast<int>(good), static_cast<int>(report.regression.size()),
                 "of earlier stages passed", style);
  }
  std::vector<std::vector<Cell>> rows;
  const auto shown = all || failed.size() <= listed_checks + 1 ? failed.size() : listed_checks;
  for (std::size_t i = 0; i < shown; ++i) {
    const auto& check = *failed[i];
    const auto verdict = check.outcome.verdict;
    const bool visible = seen(check.disclosure).title;
    Style plain = style;
    plain.color = false;
    rows.push_back({{"  " + render::verdict(verdict, plain), paint_of(verdict)},
                    {visible ? check.id : "a hidden check", Paint::dim},
                    {visible ? check.title : "", Paint::plain}});
  }
  out += aligned(std::move(rows), style);
  if (shown < failed.size())
    out += fmt::format("  [{} {} more]\n", glyphs(style).ellipsis, failed.size() - shown);
  return out;
}

std::string place_words(const model::Report& report, const Style& style) {
  const auto level = report.level;
  if (!report.url.empty()) return safe(report.url);
  if (level == Level::unsafe) return paint(style, Paint::yellow, "no sandbox (--unsafe)");
  return fmt::format("sandbox {}", name_of(level));
}

// "5/7 checks passed, 2 more than last time · sandbox L2 · 1.2 s"
std::string summary(const model::Report& report, const Style& style) {
  std::string score = fmt::format("{}/{} checks passed", report.passed, report.total);
  if (report.previous_passed) {
    const int more = report.passed - *report.previous_passed;
    score += more > 0   ? fmt::format(", {} more than last time", more)
             : more < 0 ? fmt::format(", {} fewer than last time", -more)
                        : ", as many as last time";
  }
  const auto dot = " " + paint(style, Paint::dim, glyphs(style).dot) + " ";
  std::string out = paint(style, Paint::bold, score) + dot + place_words(report, style);
  if (report.took > Nanos::zero()) out += dot + duration(report.took);
  return out + "\n";
}

// The headline of a submission that nothing is wrong with.
std::string praise(const model::Report& report, const Style& style) {
  const auto hidden_failed = std::any_of(report.checks.begin(), report.checks.end(), [](const auto& check) {
    return check.disclosure == model::Disclosure::hidden && check.outcome.verdict != Verdict::accepted;
  });
  const bool unseen = hidden_failed || report.total > static_cast<int>(report.checks.size());
  return paint(style, Paint::green,
               fmt::format("{} all {}checks passed", glyphs(style).pass, unseen ? "visible " : "")) +
         fmt::format(": {}\n", paint(style, Paint::bold, safe(report.title)));
}

bool only_hidden_failed(const CheckReports& failed) {
  return !failed.empty() && std::all_of(failed.begin(), failed.end(), [](const auto* check) {
    return check->disclosure == model::Disclosure::hidden && is_failure(check->outcome.verdict);
  });
}

std::string what_next(const model::Report& report, const ReportOptions& options, std::size_t more,
                      const Style& style) {
  const auto command = [&](std::string_view text) { return paint(style, Paint::cyan, text); };
  std::string out;
  if (more > 0)
    out += fmt::format("{}: {}\n", counted(more, "more failure"),
                       command(report.url.empty() ? "bexercise test --all" : "the same with --all"));
  const bool accepted = report.verdict == Verdict::accepted;
  if (options.submitted && !report.recorded) out += "not recorded\n";
  if (options.submitted && report.recorded && report.verdict == Verdict::skipped)
    out += "recorded as partial: all that could be run was accepted\n";
  if (!options.submitted && accepted && report.url.empty())
    out += fmt::format("to record it: {}\n", command("bexercise submit"));
  if (!report.next_exercise.empty())
    out += fmt::format(
        "opened {}: {}\n",
        paint(style, Paint::bold, safe(report.next_title.empty() ? report.next_exercise : report.next_title)),
        command("bexercise next"));
  return out;
}

} // namespace

std::string report(const model::Report& report, const Style& style, const ReportOptions& options) {
  if (report.build)
    return build_failure(*report.build, style) + "\n" + summary(report, style) +
           what_next(report, options, 0, style);
  const auto failed = not_accepted(report);
  std::string out;
  std::size_t shown = 0;
  if (failed.empty() || only_hidden_failed(failed)) out += praise(report, style);
  if (!failed.empty()) {
    out += listing(report, failed, options.all, style);
    shown = options.all ? failed.size() : 1;
    for (std::size_t i = 0; i < shown; ++i) out += "\n" + failure(*failed[i], report.exercise, style);
    out += "\n";
  }
  out += summary(report, style);
  if (options.submitted && !report.notes.empty()) out += "\n" + markdown(report.notes, style) + "\n";
  return out + what_next(report, options, failed.size() - shown, style);
}

} // namespace bex::render
