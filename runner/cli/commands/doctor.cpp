#include "graders/services/service.hpp"
#include "runner/cli/confinement.hpp"
#include "runner/cli/session.hpp"
#include "runner/pipeline/toolchain.hpp"
#include "runner/render/text.hpp"
#include "sandboxes/base/text.hpp"
#include "sandboxes/openings.hpp"

#include <fmt/format.h>

namespace bex::cli {
namespace {

using render::Cell;
using render::Paint;

struct Finding {
  std::string what, state, more;
  std::string mend = {}; // a command, or what else to do
  bool good = true;
};

Finding sandbox_finding(const Confinement& confinement) {
  const auto& refusal = confinement.refusal;
  if (!confinement.level) return {"sandbox", "missing", refusal.what, refusal.help, false};
  switch (*confinement.level) {
  case Level::full:
    return {"sandbox", "L3", "namespaces, seccomp, Landlock, limits counted by the kernel"};
  case Level::namespaces:
    return {"sandbox", "L2", "namespaces, seccomp, Landlock, limits; memory is sampled"};
  case Level::reduced:
    return {"sandbox", "L2p", "as L2 with an empty /proc: Java does not start"};
  case Level::unsafe:
    break;
  }
  return {"sandbox", "unsafe", ""};
}

Finding language_finding(const model::Language& language) {
  const auto toolchain = pipeline::find_toolchain(language);
  if (!toolchain && !pipeline::has_tools(language))
    return {language.id, "missing", toolchain.error().what, toolchain.error().help, false};
  if (!toolchain) return {language.id, "broken", toolchain.error().what, toolchain.error().help, false};
  const auto version = pipeline::version_of(language, *toolchain);
  if (!version) return {language.id, "broken", version.error().what, version.error().help, false};
  return {language.id, "ready", *version};
}

// For exercises that ask for it.
Finding service_finding(services::Engine engine) {
  const std::string name(services::name_of(engine));
  const auto installed = services::find(engine);
  if (!installed) return {name, "missing", installed.error().what, installed.error().help, false};
  const auto version = engine == services::Engine::postgres ? " " + installed->version : "";
  return {name, "ready", fmt::format("{}{}", services::title_of(engine), version)};
}

Finding folder_finding(const std::string& what, const std::filesystem::path& folder) {
  return {what, "", shown(folder)};
}

// Behind the sandbox itself, what it is made of.
void add_steps(std::vector<Finding>& findings, const Confinement& confinement) {
  for (auto& step : steps_of(confinement)) {
    const bool good = step.good();
    // Without a sandbox the first step would say the same once more.
    if (!confinement.level && step.what == "namespaces") continue;
    findings.push_back({"  " + step.what, step.state, step.cost, step.mend, good});
  }
}

std::string mends(const std::vector<Finding>& findings, const render::Style& style) {
  std::string text;
  for (const auto& finding : findings) {
    if (finding.good) continue;
    text += render::paragraph(fmt::format("{}: {}", trim(finding.what), finding.more), "  ", style);
    // A command that is broken into lines cannot be copied.
    if (!finding.mend.empty()) text += "    " + render::safe(finding.mend) + "\n";
  }
  return text.empty() ? text : "\nWhat is missing, what that costs, and what mends it:\n" + text;
}

std::string openings_text(Level level, const render::Style& style) {
  const auto open = open_at(level);
  if (open.empty()) return "";
  std::string text = fmt::format("\nWhat {} leaves open:\n", name_of(level));
  const auto bullet = fmt::format("  {} ", render::glyphs(style).bullet);
  for (const auto& one : open) text += render::paragraph(one.words, bullet, style);
  return text;
}

nlohmann::ordered_json json_of(const std::vector<Finding>& findings, const Confinement& confinement) {
  using Json = nlohmann::ordered_json;
  Json members;
  members["findings"] = Json::array();
  for (const auto& finding : findings)
    members["findings"].push_back({{"what", trim(finding.what)},
                                   {"state", finding.state},
                                   {"more", finding.more},
                                   {"mend", finding.mend}});
  members["level"] = confinement.level ? Json(name_of(*confinement.level)) : Json(nullptr);
  members["open"] = Json::array();
  if (confinement.level)
    for (const auto& one : open_at(*confinement.level))
      members["open"].push_back({{"attack", one.attack}, {"words", one.words}});
  return members;
}

} // namespace

// Exit code 0 when exercises can be graded here at all; a missing tool chain is no fault.
Answered run_doctor(Session& session) {
  auto all = languages(session);
  if (!all) return refuse(all.error());
  const auto confinement = look_at_confinement();
  std::vector<Finding> findings = {sandbox_finding(confinement)};
  add_steps(findings, confinement);
  for (const auto& language : *all) findings.push_back(language_finding(language));
  for (const auto engine : services::all_engines) findings.push_back(service_finding(engine));
  findings.push_back(folder_finding("workspace", session.places.workspace));
  findings.push_back(folder_finding("state", session.places.state));
  findings.push_back(folder_finding("cache", session.places.cache));

  std::vector<std::vector<Cell>> rows = {
      {{"what", Paint::bold}, {"state", Paint::bold}, {"more", Paint::bold}}};
  for (const auto& finding : findings)
    rows.push_back({{finding.what},
                    {finding.state, finding.good ? Paint::green : Paint::yellow},
                    {finding.good ? finding.more : ""}});
  auto text = render::table(rows, session.style) + mends(findings, session.style);
  if (confinement.level) text += openings_text(*confinement.level, session.style);
  return answer(session, text, json_of(findings, confinement),
                confinement.level ? ExitCode::ok : ExitCode::machine);
}

} // namespace bex::cli
