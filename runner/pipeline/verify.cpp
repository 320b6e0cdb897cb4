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
#include <atomic>
#include <set>
#include <span>
#include <thread>

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

Job job_of(const Candidate& candidate, bool whole, const Source& source, const Subject& subject) {
  using Must = Candidate::Must;
  Job job{subject.pack, subject.exercise, source, 1};
  if (candidate.must == Must::get_verdict && !whole) job.only = candidate.check;
  job.regression = candidate.must == Must::pass;
  job.purpose = candidate.must == Must::pass ? Purpose::proof : Purpose::refusal;
  job.until_failure = candidate.must == Must::fail;
  return job;
}

Result<Proof> prove(const Candidate& candidate, bool whole, const Subject& subject, const Tools& tools) {
  Proof proof;
  proof.whole = whole;
  proof.exercise = subject.exercise.id;
  proof.solution = candidate.name;
  proof.check = candidate.check;
  proof.expected =
      candidate.must == Candidate::Must::fail ? "not accepted" : std::string(name_of(candidate.expected));
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
  proof.took = report->took;
  proof.got = name_of(report->verdict);
  proof.caught_by = caught_by(*report);
  if (report->verdict == Verdict::skipped) {
    proof.state = Proof::State::skipped;
    proof.why = first_fault(*report);
    return proof;
  }
  switch (candidate.must) {
  case Candidate::Must::pass:
    judge_must_pass(proof, *report);
    break;
  case Candidate::Must::fail:
    judge_must_fail(proof, *report);
    break;
  case Candidate::Must::get_verdict:
    judge_labelled(proof, candidate, *report);
    if (auto done = judge_earlier(proof, source->source, subject, tools); !done)
      return tl::unexpected<Error>(done.error());
  }
  return proof;
}

Result<std::vector<Proof>> prove_all(const std::vector<Candidate>& candidates, const Subject& subject,
                                     const Tools& tools, const KeptProofs& kept) {
  std::vector<Result<Proof>> proofs(candidates.size());
  Schedule schedule(candidates);
  std::atomic<int> done{0};
  const auto prove_now = [&](const Schedule::Task& task) -> Result<Proof> {
    const auto& candidate = candidates[task.index];
    if (auto known = kept.find(subject.digest, candidate.name); known && known->whole >= task.whole)
      return *known;
    tools.events.on(Verifying{subject.exercise.id, candidate.name, static_cast<int>(done),
                              static_cast<int>(candidates.size())});
    auto proof = prove(candidate, task.whole, subject, tools);
    if (proof) kept.keep(subject.digest, *proof);
    return proof;
  };
  const auto work = [&] {
    while (const auto task = schedule.next()) {
      auto& proof = proofs[task->index];
      if (!interrupted()) proof = prove_now(*task);
      schedule.done(*task, proof && caught_alone(*proof));
      ++done;
    }
  };
  {
    std::vector<std::jthread> threads;
    for (unsigned i = 1; i < tools.workers; ++i) threads.emplace_back(work);
    work();
  }
  if (interrupted()) return fail(ErrorKind::interrupted, "interrupted");
  std::vector<Proof> all;
  for (auto& proof : proofs) {
    if (!proof) return tl::unexpected<Error>(proof.error());
    all.push_back(std::move(*proof));
  }
  return all;
}

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
  Verification verification;
  const KeptProofs kept(earlier, tools);
  OwnTurns events(tools.events);
  const Tools own{tools.sandbox, tools.clock, events, tools.languages, tools.cache, tools.workers};
  for (const auto& exercise : pack.exercises) {
    if (std::find(exercises.begin(), exercises.end(), exercise.id) == exercises.end()) continue;
    auto candidates = candidates_for(pack, exercise, own);
    if (!candidates) return tl::unexpected<Errors>(std::move(candidates.error()));
    auto digest = digest_of(pack, exercise);
    if (!digest) return tl::unexpected<Errors>(Errors{digest.error()});
    auto proofs = prove_all(*candidates, {pack, exercise, std::move(*digest), earlier}, own, kept);
    if (!proofs) return tl::unexpected<Errors>(Errors{proofs.error()});
    find_untested(verification, exercise, *proofs);
    std::move(proofs->begin(), proofs->end(), std::back_inserter(verification.proofs));
  }
  return verification;
}

} // namespace bex::pipeline
