#include "runner/cli/grading.hpp"

#include "sandboxes/base/clock.hpp"
#include "sandboxes/base/digest.hpp"
#include "sandboxes/base/file.hpp"
#include "sandboxes/base/interrupt.hpp"

namespace bex::cli {
namespace {

store::Record record_of(const model::Report& report, const model::Pack& pack) {
  store::Record record;
  record.pack = report.pack;
  record.exercise = report.exercise;
  record.language = report.language;
  record.digest = report.digest;
  record.pack_version = pack.version;
  record.commit = report.commit;
  record.seed = report.seed;
  record.verdict = report.verdict;
  record.passed = report.verdict == Verdict::accepted;
  record.partial = report.verdict == Verdict::skipped && report.passed > 0;
  record.checks_passed = report.passed;
  record.checks_total = report.total;
  record.level = name_of(report.level);
  record.at = system_clock().unix_seconds();
  return record;
}

// The exercise after this one that is not done; none when this one did not open it.
void name_next(model::Report& report, const model::Pack& pack,
               const std::map<std::string, store::Standing>& standings) {
  for (const auto& exercise : pack.exercises) {
    const auto found = standings.find(exercise.id);
    if (exercise.id == report.exercise ||
        (found != standings.end() && (found->second.passed || found->second.partial)))
      continue;
    report.next_exercise = exercise.id;
    report.next_title = exercise.title;
    return;
  }
}

Result<void> keep(store::Progress& progress, model::Report& report, const model::Pack& pack) {
  auto last = progress.last(report.pack, report.exercise);
  if (!last) return tl::unexpected<Error>(last.error());
  if (*last) report.previous_passed = (*last)->checks_passed;
  auto before = progress.standings(report.pack);
  if (!before) return tl::unexpected<Error>(before.error());
  const auto standing = before->find(report.exercise);
  const bool was_done = standing != before->end() && (standing->second.passed || standing->second.partial);
  // What failed for the machine's or the grader's sake alone is nobody's attempt.
  const auto record = record_of(report, pack);
  if (report.verdict == Verdict::judge_error || (report.verdict == Verdict::skipped && !record.partial))
    return {};
  if (auto appended = progress.append(record); !appended) return appended;
  report.recorded = true;
  if (was_done || (!record.passed && !record.partial)) return {};
  auto standings = progress.standings(report.pack);
  if (!standings) return tl::unexpected<Error>(standings.error());
  name_next(report, pack, *standings);
  return {};
}

// NOTES.md of the exercise, which is only there for those who have passed. An exercise need not have one.
std::string notes_of(const model::Pack& pack, const std::string& exercise) {
  return read_file(model::find_exercise(pack, exercise)->folder / "NOTES.md").value_or("");
}

} // namespace

Answered run_submit(Session& session) {
  auto progress = open_progress(session);
  if (!progress) return refuse(progress.error());
  auto target = find_target(session, *progress);
  if (!target) return refuse(std::move(target.error()));
  auto lock = store::Lock::take(session.places.state / "locks" / Digest().add(target->folder.string()).hex());
  if (!lock) return refuse(lock.error());
  auto report = grade_target(session, *target, {true});
  if (!report) return refuse(std::move(report.error()));
  if (interrupted()) return refuse(ErrorKind::interrupted, "interrupted: nothing was recorded", "");
  if (auto kept = keep(*progress, *report, target->place.pack); !kept) return refuse(kept.error());
  if (report->verdict == Verdict::accepted) report->notes = notes_of(target->place.pack, report->exercise);
  const auto code = exit_code_of(report->verdict);
  if (session.args.json) return Answer{render::report_json(*report, "submit", static_cast<int>(code)), code};
  return Answer{render::report(*report, session.style, {session.args.all, true}), code};
}

} // namespace bex::cli
