#include "runner/render/json.hpp"
#include "runner/render/render.hpp"
#include "runner/render/words.hpp"

#include <utility>

namespace bex::render {
namespace {

using Json = nlohmann::ordered_json;

double millis(Nanos time) {
  return std::chrono::duration<double, std::milli>(time).count();
}

std::string_view disclosure_name(model::Disclosure disclosure) {
  switch (disclosure) {
  case model::Disclosure::full:
    return "full";
  case model::Disclosure::actual_only:
    return "actual-only";
  case model::Disclosure::kind_only:
    return "kind-only";
  case model::Disclosure::hidden:
    return "hidden";
  }
  return "hidden";
}

Json measured_json(const Measured& measured) {
  return {{"ending", measured.ending},
          {"cpu_ms", millis(measured.cpu)},
          {"wall_ms", millis(measured.wall)},
          {"peak_memory_bytes", measured.peak_memory.count},
          {"runs", measured.runs},
          {"level", name_of(measured.level)},
          {"limits", limits_json(measured.limits)}};
}

// What the author hides is not in the answer at all.
Json outcome_json(const Outcome& outcome, const Seen& may) {
  Json json{{"verdict", name_of(outcome.verdict)}};
  if (may.actual) {
    auto findings = Json::array();
    for (const auto& finding : outcome.findings) {
      Json one{{"label", finding.label}};
      if (may.expected) one["want"] = finding.want;
      one["got"] = finding.got;
      one["where"] = finding.where;
      findings.push_back(std::move(one));
    }
    json["findings"] = std::move(findings);
    json["sent"] = outcome.evidence.sent;
    json["came"] = outcome.evidence.came;
    if (may.expected) json["expected"] = outcome.evidence.expected;
    json["log"] = outcome.evidence.log;
    json["reproduce"] = outcome.evidence.reproduce;
    json["remark"] = outcome.evidence.remark;
    for (const auto& exhibit : outcome.evidence.exhibits)
      if (may.expected || !exhibit.expected)
        json["exhibits"].push_back({{"title", exhibit.title}, {"text", exhibit.text}});
  }
  if (outcome.measured && may.title) json["measured"] = measured_json(*outcome.measured);
  if (outcome.error) json["error"] = to_json(*outcome.error);
  return json;
}

Json check_json(const model::CheckReport& check) {
  const auto may = seen(check.disclosure);
  Json json;
  if (may.title) {
    json["id"] = check.id;
    json["group"] = check.group;
    json["title"] = check.title;
    json["hints"] = check.hints;
  }
  if (!check.exercise.empty()) json["exercise"] = check.exercise;
  json["disclosure"] = disclosure_name(check.disclosure);
  json["points"] = check.points;
  json.update(outcome_json(check.outcome, may));
  return json;
}

Json checks_json(const std::vector<model::CheckReport>& checks) {
  auto json = Json::array();
  for (const auto& check : checks) json.push_back(check_json(check));
  return json;
}

} // namespace

std::string report_json(const model::Report& report, const std::string& command, int exit_code) {
  Json json{{"pack", report.pack},         {"exercise", report.exercise}, {"title", report.title},
            {"language", report.language}, {"folder", report.folder},     {"digest", report.digest},
            {"commit", report.commit},     {"seed", report.seed},         {"level", name_of(report.level)}};
  if (!report.url.empty()) json["url"] = report.url;
  json["verdict"] = name_of(report.verdict);
  json["passed"] = report.passed;
  json["total"] = report.total;
  json["previous_passed"] = report.previous_passed ? Json(*report.previous_passed) : Json(nullptr);
  json["took_ms"] = millis(report.took);
  json["build"] = report.build ? outcome_json(*report.build, {}) : Json(nullptr);
  json["checks"] = checks_json(report.checks);
  json["regression"] = checks_json(report.regression);
  json["recorded"] = report.recorded;
  json["next_exercise"] = report.next_exercise;
  json["next_title"] = report.next_title;
  json["notes"] = report.notes;
  return envelope(command, exit_code, std::move(json));
}

} // namespace bex::render
