#include "runner/cli/session.hpp"
#include "runner/pipeline/toolchain.hpp"
#include "sandboxes/sandbox.hpp"

#include <fmt/format.h>

namespace bex::cli {
namespace {

using render::Cell;
using render::Paint;

struct Finding {
  std::string what, state, more;
  bool good = true;
};

Finding sandbox_finding() {
  auto sandbox = make_sandbox(Safety::sandboxed);
  if (!sandbox) return {"sandbox", "missing", sandbox.error().what + "; " + sandbox.error().help, false};
  switch ((*sandbox)->level()) {
  case Level::full:
    return {"sandbox", "L3", "namespaces, seccomp, Landlock, limits, cgroup"};
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
    return {language.id, "missing", toolchain.error().help, false};
  if (!toolchain)
    return {language.id, "broken", toolchain.error().what + "; " + toolchain.error().help, false};
  const auto version = pipeline::version_of(language, *toolchain);
  if (!version) return {language.id, "broken", version.error().what, false};
  return {language.id, "ready", *version};
}

Finding folder_finding(const std::string& what, const std::filesystem::path& folder) {
  return {what, "", shown(folder)};
}

} // namespace

// Exit code 0 when exercises can be graded here at all; a missing tool chain is no fault.
Answered run_doctor(Session& session) {
  auto all = languages(session);
  if (!all) return refuse(all.error());
  std::vector<Finding> findings = {sandbox_finding()};
  for (const auto& language : *all) findings.push_back(language_finding(language));
  findings.push_back(folder_finding("workspace", session.places.workspace));
  findings.push_back(folder_finding("state", session.places.state));
  findings.push_back(folder_finding("cache", session.places.cache));

  std::vector<std::vector<Cell>> rows = {
      {{"what", Paint::bold}, {"state", Paint::bold}, {"more", Paint::bold}}};
  auto json = nlohmann::ordered_json::array();
  std::string mend;
  for (const auto& finding : findings) {
    rows.push_back({{finding.what},
                    {finding.state, finding.good ? Paint::green : Paint::yellow},
                    {finding.good ? finding.more : ""}});
    if (!finding.good) mend += fmt::format("{}: {}\n", finding.what, finding.more);
    json.push_back({{"what", finding.what}, {"state", finding.state}, {"more", finding.more}});
  }
  nlohmann::ordered_json members;
  members["findings"] = std::move(json);
  const bool able = findings.front().good;
  auto text = render::table(rows, session.style);
  if (!mend.empty()) text += "\nWhat would mend the rest:\n" + mend;
  return answer(session, text, std::move(members), able ? ExitCode::ok : ExitCode::machine);
}

} // namespace bex::cli
