#include "runner/pipeline/verify.hpp"

#include "graders/measure.hpp"
#include "runner/pipeline/candidates.hpp"
#include "runner/pipeline/proofs.hpp"
#include "runner/pipeline/schedule.hpp"
#include "sandboxes/base/digest.hpp"
#include "sandboxes/base/interrupt.hpp"
#include "sandboxes/base/text.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <iterator>
#include <mutex>
#include <set>
#include <span>
#include <thread>
#include <unistd.h>

namespace bex::pipeline {
namespace {

std::vector<std::string> caught_by(const model::Report& report) {
  std::vector<std::string> checks;
  for (const auto& check : report.checks)
    if (check.outcome.verdict != Verdict::accepted && check.outcome.verdict != Verdict::skipped)
      checks.push_back(check.id);
  return checks;
}

const Outcome* outcome_of(const model::Report& report, const std::string& check) {
  for (const auto& one : report.checks)
    if (one.id == check) return &one.outcome;
  return report.build ? &*report.build : nullptr;
}

std::string words_of(const Outcome& outcome) {
  std::string text(name_of(outcome.verdict));
  if (outcome.error)
    text += ": " + outcome.error->what;
  else if (!outcome.findings.empty())
    text += fmt::format(" ({})", outcome.findings.front().label);
  return text;
}

// The first thing in the report that is not accepted, for the column that says why.
std::string first_fault(const model::Report& report) {
  if (report.build) return "build: " + words_of(*report.build);
  for (const auto* checks : {&report.checks, &report.regression})
    for (const auto& check : *checks)
      if (check.outcome.verdict != Verdict::accepted)
        return fmt::format("{}/{}: {}", check.exercise, check.id, words_of(check.outcome));
  return "";
}

bool allowed(const Candidate& candidate, Verdict verdict) {
  return verdict == candidate.expected ||
         std::find(candidate.also.begin(), candidate.also.end(), verdict) != candidate.also.end();
}

void judge_must_pass(Proof& proof, const model::Report& report) {
  proof.state = report.verdict == Verdict::accepted ? Proof::State::proven : Proof::State::refuted;
  if (proof.state == Proof::State::refuted) proof.why = first_fault(report);
  for (const auto& check : report.checks)
    for (const auto& bar : check.outcome.bars)
      if (const auto right = margin_of(bar).right;
          proof.state == Proof::State::proven && share_of(bar) > right) {
        proof.state = Proof::State::refuted;
        proof.why = fmt::format("{}: takes {:.2f} of the bar, at most {} leaves room", check.id,
                                share_of(bar), right);
      }
}

// A wrong solution that a bar is there for is far over one of them. It is stopped at twice the bar, a tick
// earlier or later.
void judge_margin(Proof& proof, const Candidate& candidate, const Outcome& outcome) {
  if (outcome.verdict != Verdict::too_slow && outcome.verdict != Verdict::time_limit_exceeded) return;
  const auto far = [](const BarResult& bar) { return share_of(bar) >= 0.98 * margin_of(bar).wrong; };
  if (outcome.bars.empty() || std::any_of(outcome.bars.begin(), outcome.bars.end(), far)) return;
  proof.state = Proof::State::refuted;
  proof.why = fmt::format("{}: takes only {:.2f} of the bar, which is too near", candidate.check,
                          share_of(outcome.bars.front()));
}

void judge_must_fail(Proof& proof, const model::Report& report) {
  const bool failed = report.verdict != Verdict::accepted && report.verdict != Verdict::judge_error;
  proof.state = failed ? Proof::State::proven : Proof::State::refuted;
  if (!failed)
    proof.why = report.verdict == Verdict::accepted ? "every check accepts it" : first_fault(report);
}

void judge_labelled(Proof& proof, const Candidate& candidate, const model::Report& report) {
  const auto* outcome = outcome_of(report, candidate.check);
  if (!outcome) return;
  proof.got = name_of(outcome->verdict);
  proof.state = allowed(candidate, outcome->verdict) ? Proof::State::proven : Proof::State::refuted;
  if (proof.state == Proof::State::refuted)
    proof.why = fmt::format("{}: {}", candidate.check, words_of(*outcome));
  else
    judge_margin(proof, candidate, *outcome);
}

bool caught_alone(const Proof& proof) {
  return proof.whole && proof.caught_by.size() == 1 && proof.caught_by.front() == proof.check;
}

// What is proven, and how thoroughly.
struct Subject {
  const model::Pack& pack;
  const model::Exercise& exercise;
  std::string digest;
  Earlier earlier;
};

// The stages before the subject's own that are to ask `solution`.
std::span<const model::Exercise> earlier_stages(const Subject& subject, const std::string& solution) {
  const std::span all(subject.pack.exercises);
  if (!subject.pack.staged) return {};
  const auto before = static_cast<std::size_t>(&subject.exercise - all.data());
  if (subject.earlier == Earlier::every || before == 0) return all.first(before);
  const auto drawn = Digest().add(subject.digest).add(solution).hex().substr(0, 8);
  return all.subspan(std::stoul(drawn, nullptr, 16) % before, 1);
}

// A wrong solution of a stage that fails an earlier one proves nothing about its own.
Result<void> judge_earlier(Proof& proof, const Source& source, const Subject& subject, const Tools& tools) {
  for (const auto& earlier : earlier_stages(subject, proof.solution)) {
    if (proof.state != Proof::State::proven) return {};
    auto report = grade({subject.pack, earlier, source}, tools);
    if (!report) return tl::unexpected<Error>(report.error());
    if (report->verdict == Verdict::accepted) continue;
    proof.state = Proof::State::refuted;
    proof.why = "fails an earlier stage: " + first_fault(*report);
  }
  return {};
}

// Of small cases of one kind, for accepted solutions in further languages: what they are there for, the
// language and its tool chain, shows in each of them.
constexpr unsigned further_sample = 5;

Job job_of(const Candidate& candidate, bool whole, const Source& source, const Subject& subject) {
  using Must = Candidate::Must;
  Job job{subject.pack, subject.exercise, source, 1};
  if (candidate.must == Must::get_verdict && !whole) job.only = candidate.check;
  job.regression = candidate.must == Must::pass;
  job.purpose = Purpose::proof;
  job.sample = candidate.further ? further_sample : 0;
  job.until_failure = candidate.must == Must::fail;
  return job;
}

// What was timed in company cannot tell whether it is right.
bool in_doubt(const model::CheckReport& check) {
  const auto& outcome = check.outcome;
  return !outcome.bars.empty() && (outcome.verdict != Verdict::accepted || near_a_bar(outcome.bars));
}

// One more look at a right solution, by itself.
struct Doubt {
  std::size_t exercise, candidate;
  model::Report report;
};

Proof proof_of(const Candidate& candidate, bool whole, const Subject& subject) {
  Proof proof;
  proof.whole = whole;
  proof.exercise = subject.exercise.id;
  proof.solution = candidate.name;
  proof.check = candidate.check;
  proof.expected =
      candidate.must == Candidate::Must::fail ? "not accepted" : std::string(name_of(candidate.expected));
  return proof;
}

Result<void> judge(Proof& proof, const Candidate& candidate, const model::Report& report,
                   const Source& source, const Subject& subject, const Tools& tools) {
  proof.took = report.took;
  proof.got = name_of(report.verdict);
  proof.caught_by = caught_by(report);
  if (report.verdict == Verdict::skipped) {
    proof.state = Proof::State::skipped;
    proof.why = first_fault(report);
    return {};
  }
  switch (candidate.must) {
  case Candidate::Must::pass:
    judge_must_pass(proof, report);
    break;
  case Candidate::Must::fail:
    judge_must_fail(proof, report);
    break;
  case Candidate::Must::get_verdict:
    judge_labelled(proof, candidate, report);
    return judge_earlier(proof, source, subject, tools);
  }
  return {};
}

// `doubt` gets the report when a right solution has to be looked at by itself; the proof says nothing then.
Result<Proof> prove(const Candidate& candidate, bool whole, const Subject& subject, const Tools& tools,
                    std::optional<model::Report>& doubt) {
  auto proof = proof_of(candidate, whole, subject);
  auto source = source_of(candidate, tools);
  if (!source) {
    proof.why = source.error().what;
    return proof;
  }
  const auto job = job_of(candidate, whole, source->source, subject);
  auto report = grade(job, tools);
  // Not judged for the machine's sake: one with a passing trouble gets to it the second time.
  if (report && report->verdict == Verdict::skipped) report = grade(job, tools);
  if (!report) return tl::unexpected<Error>(report.error());
  if (candidate.must == Candidate::Must::pass &&
      std::any_of(report->checks.begin(), report->checks.end(), in_doubt)) {
    doubt = std::move(*report);
    return proof;
  }
  if (auto done = judge(proof, candidate, *report, source->source, subject, tools); !done)
    return tl::unexpected<Error>(done.error());
  return proof;
}

// While nothing else runs, what was in doubt is graded as a learner's submission is.
Result<Proof> prove_alone(const Candidate& candidate, const Subject& subject, model::Report report,
                          const Tools& tools) {
  auto proof = proof_of(candidate, true, subject);
  auto source = source_of(candidate, tools);
  if (!source) return tl::unexpected<Error>(source.error());
  auto job = job_of(candidate, true, source->source, subject);
  job.purpose = Purpose::feedback;
  job.regression = false;
  std::vector<Verdict> verdicts;
  for (auto& check : report.checks) {
    if (in_doubt(check)) {
      job.only = check.id;
      auto again = grade(job, tools);
      if (!again) return tl::unexpected<Error>(again.error());
      report.took += again->took;
      if (!again->checks.empty()) check = std::move(again->checks.back());
    }
    verdicts.push_back(check.outcome.verdict);
  }
  report.verdict = aggregate(verdicts);
  if (auto done = judge(proof, candidate, report, source->source, subject, tools); !done)
    return tl::unexpected<Error>(done.error());
  return proof;
}

unsigned rows_beside(Idle idle, unsigned workers) {
  return idle == Idle::mostly ? 3 * workers : idle == Idle::partly ? workers + 1 : workers;
}

// Programs that wait leave room for others, as far as the memory goes that each may take.
unsigned rows_at_once(const std::vector<Subject>& subjects, unsigned workers) {
  const auto memory = static_cast<std::uint64_t>(::sysconf(_SC_PHYS_PAGES)) *
                      static_cast<std::uint64_t>(::sysconf(_SC_PAGESIZE)) / 2;
  std::uint64_t rows = rows_beside(Idle::mostly, workers);
  for (const auto& [pack, exercise, digest, earlier] : subjects) {
    rows = std::min<std::uint64_t>(rows, rows_beside(grader_named(exercise.kind)->idle, workers));
    rows = std::min(rows, memory / std::max<std::uint64_t>(exercise.limits.memory.count, 1));
  }
  return std::max(static_cast<unsigned>(rows), workers);
}

using Candidates = std::vector<std::vector<Candidate>>; // of each subject
using Proofs = std::vector<std::vector<Proof>>;

// The proof of a pack while it goes on.
class Proving {
 public:
  Proving(const Candidates& candidates, const std::vector<Subject>& subjects, const Tools& tools,
          const KeptProofs& kept)
      : candidates_(candidates), subjects_(subjects), tools_(tools), kept_(kept), schedule_(candidates) {
    for (const auto& of_one : candidates) {
      proofs_.emplace_back(of_one.size());
      total_ += static_cast<int>(of_one.size());
    }
  }

  Result<Proofs> run() {
    const unsigned rows = rows_at_once(subjects_, tools_.workers);
    {
      std::vector<std::jthread> threads;
      for (unsigned i = 1; i < rows; ++i) threads.emplace_back([this] { work(); });
      work();
    }
    if (rows > tools_.workers) ask_again();
    // A reference that was timed in company says nothing about what is timed by itself.
    auto alone = tools_;
    alone.times = nullptr;
    for (auto& doubt : doubts_) {
      if (!may_go_on()) break;
      const auto& candidate = candidates_[doubt.exercise][doubt.candidate];
      const auto& subject = subjects_[doubt.exercise];
      tell(subject, candidate);
      auto proof = prove_alone(candidate, subject, std::move(doubt.report), alone);
      (void)settle(doubt.exercise, doubt.candidate, std::move(proof));
    }
    if (fault_) return tl::unexpected<Error>(std::move(*fault_));
    return std::move(proofs_);
  }

 private:
  const Candidates& candidates_;
  const std::vector<Subject>& subjects_;
  const Tools& tools_;
  const KeptProofs& kept_;
  Schedule schedule_;
  int total_ = 0;
  std::mutex mutex_; // of all below
  int done_ = 0;
  Proofs proofs_;
  std::vector<Doubt> doubts_;
  std::optional<Error> fault_; // the first; nothing more is begun then

  void tell(const Subject& subject, const Candidate& candidate) {
    const std::scoped_lock lock(mutex_);
    tools_.events.on(Verifying{subject.exercise.id, candidate.name, done_, total_});
  }

  bool may_go_on() {
    const std::scoped_lock lock(mutex_);
    if (!fault_ && interrupted()) fault_ = Error{ErrorKind::interrupted, "interrupted", {}, {}, {}};
    return !fault_;
  }

  // True when the check of the solution caught it, and no other.
  bool settle(std::size_t exercise, std::size_t candidate, Result<Proof> proof) {
    const std::scoped_lock lock(mutex_);
    ++done_;
    if (!proof) {
      if (!fault_) fault_ = std::move(proof.error());
      return false;
    }
    if (!proof->kept) kept_.keep(subjects_[exercise].digest, *proof);
    proofs_[exercise][candidate] = std::move(*proof);
    return caught_alone(proofs_[exercise][candidate]);
  }

  bool prove_now(const Schedule::Task& task) {
    const auto& candidate = candidates_[task.exercise][task.candidate];
    const auto& subject = subjects_[task.exercise];
    if (auto known = kept_.find(subject.digest, candidate.name); known && known->whole >= task.whole)
      return settle(task.exercise, task.candidate, std::move(*known));
    tell(subject, candidate);
    std::optional<model::Report> doubt;
    auto proof = prove(candidate, task.whole, subject, tools_, doubt);
    if (!doubt) return settle(task.exercise, task.candidate, std::move(proof));
    const std::scoped_lock lock(mutex_);
    doubts_.push_back({task.exercise, task.candidate, std::move(*doubt)});
    return false;
  }

  // What had more company than there are processors may have been made late by it.
  void ask_again() {
    for (std::size_t i = 0; i < proofs_.size(); ++i)
      for (std::size_t k = 0; k < proofs_[i].size(); ++k)
        if (proofs_[i][k].state == Proof::State::refuted && may_go_on()) {
          --done_;
          (void)prove_now({i, k, proofs_[i][k].whole});
        }
  }

  void work() {
    while (const auto task = schedule_.next()) schedule_.done(*task, may_go_on() && prove_now(*task));
  }
};

// Solutions of one pack are proven side by side and wait for each other's turn, which is no news.
class OwnTurns final : public Events {
 public:
  explicit OwnTurns(Events& all) : all_(all) {}
  void on(const Event& event) override {
    if (!std::holds_alternative<Waiting>(event)) all_.on(event);
  }

 private:
  Events& all_;
};

void find_untested(Verification& verification, const model::Exercise& exercise,
                   const std::vector<Proof>& proofs) {
  std::set<std::string> tested, alone;
  for (const auto& proof : proofs) {
    if (proof.check.empty() || proof.state == Proof::State::refuted) continue;
    tested.insert(proof.check);
    if (caught_alone(proof)) alone.insert(proof.check);
  }
  for (const auto& check : exercise.checks) {
    if (!tested.contains(check.id))
      verification.untested.push_back(exercise.id + "/" + check.id);
    else if (!alone.contains(check.id))
      verification.shared.push_back(exercise.id + "/" + check.id);
  }
}

} // namespace

bool Verification::refuted() const {
  const auto off = [](const Proof& proof) { return proof.state == Proof::State::refuted; };
  return !untested.empty() || std::any_of(proofs.begin(), proofs.end(), off);
}

bool Verification::skipped() const {
  return std::any_of(proofs.begin(), proofs.end(),
                     [](const Proof& proof) { return proof.state == Proof::State::skipped; });
}

bool Verification::holds(const std::string& exercise) const {
  return std::none_of(proofs.begin(), proofs.end(),
                      [&](const Proof& proof) {
                        return proof.exercise == exercise && proof.state != Proof::State::proven;
                      }) &&
         std::none_of(untested.begin(), untested.end(),
                      [&](const auto& check) { return check.starts_with(exercise + "/"); });
}

tl::expected<Verification, Errors> verify(const model::Pack& pack, const std::vector<std::string>& exercises,
                                          Earlier earlier, const Tools& tools) {
  TakenTimes times;
  OwnTurns events(tools.events);
  const Tools own{tools.sandbox, tools.clock, events, tools.languages, tools.cache, tools.workers, &times};
  std::vector<Subject> subjects;
  Candidates candidates;
  for (const auto& exercise : pack.exercises) {
    if (std::find(exercises.begin(), exercises.end(), exercise.id) == exercises.end()) continue;
    auto of_one = candidates_for(pack, exercise, own);
    if (!of_one) return tl::unexpected<Errors>(std::move(of_one.error()));
    auto digest = digest_of(pack, exercise);
    if (!digest) return tl::unexpected<Errors>(Errors{digest.error()});
    subjects.push_back({pack, exercise, std::move(*digest), earlier});
    candidates.push_back(std::move(*of_one));
  }
  const KeptProofs kept(earlier, tools);
  auto proofs = Proving(candidates, subjects, own, kept).run();
  if (!proofs) return tl::unexpected<Errors>(Errors{proofs.error()});
  Verification verification;
  for (std::size_t i = 0; i < subjects.size(); ++i) {
    auto& of_one = (*proofs)[i];
    find_untested(verification, subjects[i].exercise, of_one);
    std::move(of_one.begin(), of_one.end(), std::back_inserter(verification.proofs));
  }
  return verification;
}

} // namespace bex::pipeline
