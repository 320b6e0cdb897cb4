#include "graders/sql/sessions.hpp"

#include "graders/sql/together.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace bex::sql {
namespace {

constexpr const char* deadlock_detected = "40P01"; // SQLSTATE
constexpr const char* serialization_failure = "40001";

bool let_off(const Case& one, const Side& side) {
  return side.failure && one.may_fail && side.failure->constraint;
}

Turns in_order(const Turns& order, std::span<const std::size_t> lengths) {
  Turns turns;
  for (const auto i : order) turns.insert(turns.end(), lengths[i], i);
  return turns;
}

Report report_session(const Round& round, const Failure& failure, std::size_t number) {
  auto report = report_failure(round.task, failure);
  if (failure.state == deadlock_detected) {
    report.findings.push_back({"deadlock", "none", fmt::format("session {} was ended", number), {}});
    report.remark = "each session waits for a lock that the other one holds, and none can go on";
  } else if (failure.state == serialization_failure) {
    report.findings.push_back({"error 40001",
                               fmt::format("at most {} times", round.one.together.retries),
                               fmt::format("session {} has it once more", number),
                               {}});
    report.remark = "a session that is turned down again and again does not get its work done";
  } else {
    report.remark = fmt::format("session {}: {}", number, report.remark);
  }
  return report;
}

// What is wrong whatever the reference does.
Report judge_alone(const Round& round, const Played& got) {
  for (std::size_t i = 0; i < got.sessions.size(); ++i) {
    const auto& side = got.sessions[i];
    if (side.failure && !let_off(round.one, side)) return report_session(round, *side.failure, i + 1);
    if (side.open)
      return wrong(
          {fmt::format("transaction of session {}", i + 1), "ended by COMMIT or ROLLBACK", "left open", {}},
          "what it changed is lost when the connection closes, and others wait for it until then");
    if (round.task.rows && !side.failure && !side.has_rows)
      return wrong({fmt::format("result of session {}", i + 1), "rows", "no statement that gives rows", {}});
  }
  const auto most = round.one.together.waits;
  if (most < 0 || got.waits <= most) return {};
  auto report = wrong({"statements that wait for another session",
                       fmt::format("at most {}", most),
                       std::to_string(got.waits),
                       {}});
  report.verdict = Verdict::too_slow;
  return report;
}

Report compare_played(const Round& round, const Side& before, const Played& want, const Played& got) {
  for (std::size_t i = 0; i < got.sessions.size(); ++i) {
    const auto &due = want.sessions[i], &came = got.sessions[i];
    if (!round.task.rows || due.failure) continue;
    if (came.failure) return report_failure(round.task, *came.failure);
    if (const auto found = difference(due.rows, came.rows, round.task)) {
      auto report = report_rows("", due.rows, came.rows, *found);
      report.findings.front().label = fmt::format("session {}: {}", i + 1, found->rule);
      return report;
    }
  }
  if (auto report = compare_tried(round.task, round.one, want.after, got.after);
      report.verdict != Verdict::accepted)
    return report;
  return round.task.state ? compare_state(round.task, before, want.after, got.after) : Report();
}

// The reference, one session after the other, in orders that are played when they are asked for.
class Serial {
 public:
  Serial(const Round& round, const std::string& image, const std::string& isolation)
      : round_(round), image_(image), isolation_(isolation) {
    const auto lengths = lengths_of(round.task.rules, round.one, round.task.reference);
    if (!lengths) fault_ = "the reference: " + lengths.error().what;
    if (lengths) lengths_ = *lengths;
    if (round.task.state) look_at(before_, *round.engine.open(image));
  }

  // Accepted when what came is what some order gives; else how it differs from the likeliest one.
  Report judge(const Played& got) {
    Report first;
    bool any = false;
    for (const auto& order : serial_orders(got.ends)) {
      if (!fault_.empty()) break;
      auto report = compare_played(round_, before_, in(order), got);
      if (report.verdict == Verdict::accepted) return report;
      if (!std::exchange(any, true)) first = std::move(report);
    }
    first.fault = fault_;
    return first;
  }
  [[nodiscard]] const std::string& fault() const { return fault_; }

 private:
  const Played& in(const Turns& order) {
    const auto known = played_.find(order);
    if (known != played_.end()) return known->second;
    auto played = play_together(round_, image_, isolation_, in_order(order, lengths_), round_.task.reference);
    for (const auto& side : played.sessions)
      if (side.failure && !let_off(round_.one, side)) fault_ = "the reference: " + side.failure->what;
    return played_[order] = std::move(played);
  }

  const Round& round_;
  const std::string& image_;
  const std::string& isolation_;
  std::vector<std::size_t> lengths_;
  Side before_;
  std::map<Turns, Played> played_;
  std::string fault_;
};

// What is wrong with one interleaving, or the pack's fault.
Report compare_in(const Round& round, const std::string& image, const Meeting& meeting, Serial& serial) {
  const auto got = play_together(round, image, meeting.isolation, meeting.turns, round.task.submission);
  auto report = judge_alone(round, got);
  if (report.verdict == Verdict::accepted) report = serial.judge(got);
  if (report.verdict == Verdict::accepted) return report;
  report.exhibits.insert(report.exhibits.begin(),
                         {fmt::format("who said what ({})", meeting.isolation), table_of(got.lines), false});
  if (report.remark.empty())
    report.remark = "no order in which the sessions go one after the other gives this";
  return report;
}

Report compare_at(const Round& round, const std::string& image, Meeting& meeting) {
  const auto lengths = lengths_of(round.task.rules, round.one, round.task.submission);
  if (!lengths) return report_failure(round.task, lengths.error());
  Serial serial(round, image, meeting.isolation);
  for (auto& turns :
       interleavings(*lengths, static_cast<std::size_t>(round.one.together.interleavings), round.one.seed)) {
    if (!serial.fault().empty()) break;
    meeting.turns = std::move(turns);
    auto report = compare_in(round, image, meeting, serial);
    if (report.verdict != Verdict::accepted || !report.fault.empty()) return report;
  }
  Report report;
  report.fault = serial.fault();
  return report;
}

} // namespace

Report compare_sessions(const Round& round, const std::string& image, Meeting& meeting) {
  for (const auto& isolation : round.one.together.isolation) {
    meeting.isolation = isolation;
    auto report = compare_at(round, image, meeting);
    if (report.verdict != Verdict::accepted || !report.fault.empty()) return report;
  }
  return {};
}

Report compare_meeting(const Round& round, const std::string& image, const Meeting& meeting) {
  Serial serial(round, image, meeting.isolation);
  return compare_in(round, image, meeting, serial);
}

} // namespace bex::sql
