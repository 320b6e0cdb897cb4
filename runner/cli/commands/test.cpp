#include "runner/cli/grading.hpp"

namespace bex::cli {

Answered run_test(Session& session) {
  auto progress = open_progress(session);
  if (!progress) return refuse(progress.error());
  auto target = find_target(session, *progress);
  if (!target) return refuse(std::move(target.error()));
  auto report = grade_target(session, *target, {});
  if (!report) return refuse(std::move(report.error()));
  const auto code = exit_code_of(report->verdict);
  if (session.args.json) return Answer{render::report_json(*report, "test", static_cast<int>(code)), code};
  return Answer{render::report(*report, session.style, {session.args.all, false}), code};
}

} // namespace bex::cli
