#include "graders/measure.hpp"
#include "graders/stdio/ahead.hpp"
#include "graders/stdio/bar.hpp"
#include "graders/stdio/data.hpp"
#include "graders/stdio/shrink.hpp"

#include "sandboxes/base/digest.hpp"
#include "sandboxes/base/interrupt.hpp"
#include "sandboxes/base/text.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <atomic>
#include <iterator>
#include <limits>
#include <mutex>
#include <numeric>
#include <random>
#include <system_error>
#include <thread>
#include <utility>

namespace bex::stdio {
namespace {

constexpr std::size_t most_kept_log = 64u << 10; // of stderr, its end
constexpr int most_shrinks = 80;
constexpr Nanos shrinking = Millis(3'000); // a learner waits for it

// A check while its cases run.
struct Progress {
  std::vector<Planned> cases;
  std::atomic<int> failed{std::numeric_limits<int>::max()};
  std::mutex mutex; // of all below
  int done = 0;
  Observation shown;
};

struct Job {
  std::size_t check = 0;
  int index = 0;
};

// The seeds of a generated case: all, or a sample of them that the program's digest draws.
std::vector<std::uint64_t> seeds_of(const Generated& generated, const Context& context) {
  std::vector<std::uint64_t> all(static_cast<std::size_t>(generated.count)), drawn;
  std::iota(all.begin(), all.end(), generated.seed);
  if (context.sample == 0 || all.size() <= context.sample) return all;
  const auto lot = Digest().add(context.submission.digest).add(std::to_string(generated.seed)).hex();
  std::mt19937_64 random(std::stoull(lot.substr(0, 16), nullptr, 16));
  std::sample(all.begin(), all.end(), std::back_inserter(drawn), context.sample, random);
  return drawn;
}

std::vector<Planned> plan(const Spec& spec, const Context& context) {
  std::vector<Planned> planned;
  for (const auto& one : spec.cases) {
    const auto* generated = std::get_if<Generated>(&one.input);
    for (const auto seed : generated ? seeds_of(*generated, context) : std::vector<std::uint64_t>{0})
      planned.push_back({&one, seed});
  }
  return planned;
}

// At most `most_kept` bytes, of whole lines where there are any.
Kept keep(std::string text) {
  Kept kept{std::move(text), 0};
  kept.size = kept.text.size();
  if (kept.size <= most_kept) return kept;
  kept.text.resize(most_kept);
  const auto line_end = kept.text.rfind('\n');
  if (line_end != std::string::npos) kept.text.resize(line_end + 1);
  kept.text.shrink_to_fit();
  return kept;
}

// What is worth a sentence about bytes that are wrong.
std::string remark_on(const std::string& came, const std::optional<compare::Difference>& difference) {
  if (came.empty()) return "the program printed nothing to stdout";
  if (const auto at = came.find('\0'); at != std::string::npos)
    return fmt::format("the output holds a zero byte (byte {})", at + 1);
  if (!is_text(came)) return "the output is not valid UTF-8";
  if (!difference) return {};
  if (difference->only_whitespace) return "only blanks and line ends differ";
  if (difference->got_ended) return "the output ends too early";
  if (difference->want_ended) return "all that was expected came, and then more";
  return {};
}

Observation broken(DataError&& fault) {
  Observation observation;
  observation.error = std::move(fault.error);
  observation.error_log = std::move(fault.log);
  return observation;
}

// Fills in what a failed case shows.
void keep_evidence(Observation& observation, const CaseData& data, std::string came) {
  if (auto input = bytes_of(data.input)) observation.input = keep(std::move(*input));
  observation.expected = keep(data.expected);
  if (std::holds_alternative<Exited>(observation.run.ending) &&
      std::get<Exited>(observation.run.ending).code == 0)
    observation.remark = remark_on(came, observation.difference);
  observation.came = keep(std::move(came));
  for (const auto* kept : {&observation.input, &observation.expected, &observation.came})
    if (kept->size > kept->text.size()) {
      observation.remark += observation.remark.empty() ? "" : "; ";
      observation.remark += fmt::format("only the first {} KiB of a text are kept here", most_kept >> 10);
      break;
    }
}

// What a run with `data` comes to; `failed` of the observation is 0 when it is wrong.
Observation look_at(const Spec& spec, Measurement&& measured, const CaseData& data, Context& context) {
  Observation observation;
  observation.limits = context.submission.limits;
  observation.argv = context.submission.typed;
  observation.runs = measured.runs;
  observation.run = std::move(measured.result);
  auto came = std::exchange(observation.run.out, {});
  auto& log = observation.run.err;
  if (log.size() > most_kept_log) log.erase(0, log.size() - most_kept_log);

  bool right = verdict_of(observation.run.ending, {}) == Verdict::accepted;
  if (right && spec.rule.kind == compare::Kind::checker) {
    auto reply = ask_checker(spec.rule.program, data, came, context);
    if (!reply) return broken(std::move(reply.error()));
    right = reply->accepted;
    if (!right) observation.checker = std::move(*reply);
  } else if (right) {
    observation.difference = compare::first_difference(spec.rule, data.expected, came);
    right = !observation.difference;
  }
  if (!right) {
    observation.failed = 0;
    keep_evidence(observation, data, std::move(came));
  }
  return observation;
}

Observation run_bar(const Spec& spec, const Case& one, Context& context) {
  const auto& generated = std::get<Generated>(one.input);
  CaseData largest;
  const auto input_at = [&](std::uint64_t n) -> DataResult<Input> {
    auto data = prepare({at_size(generated, n), one.output}, generated.seed, context);
    if (!data) return tl::unexpected<DataError>(std::move(data.error()));
    if (n == spec.bar->n) largest = *data;
    return std::move(data->input);
  };
  auto timed = run_against(*spec.bar, input_at, context);
  if (!timed) return broken(std::move(timed.error()));
  auto observation = look_at(spec, {std::move(timed->run), timed->runs}, largest, context);
  observation.limits = timed->limits;
  observation.bars = std::move(timed->bars);
  if (missed(observation.bars)) observation.failed = 0;
  return observation;
}

// Runs one case.
Observation run_case(const Spec& spec, const Planned& planned, Context& context) {
  if (spec.bar) return run_bar(spec, *planned.one, context);
  auto data = prepare(*planned.one, planned.seed, context);
  if (!data) return broken(std::move(data.error()));
  auto sandboxed = spec_for(context.submission);
  sandboxed.input = data->input;
  auto measured = measure(std::move(sandboxed), context.sandbox);
  if (!measured) return broken({std::move(measured.error()), {}});
  return look_at(spec, std::move(*measured), *data, context);
}

// The first failed case is shown; while there is none, the one that took most time.
void record(Progress& progress, int index, Observation&& observation) {
  const bool wrong = observation.failed == 0 || observation.error;
  const std::lock_guard lock(progress.mutex);
  ++progress.done;
  if (wrong && index < progress.failed) {
    observation.failed = index;
    progress.failed = index;
    progress.shown = std::move(observation);
  } else if (!wrong && progress.shown.failed < 0 && observation.run.cpu >= progress.shown.run.cpu) {
    progress.shown = std::move(observation);
  }
}

// The cases of the jobs, in order, `workers` at a time. After an interrupt nothing more is begun; its error
// is returned.
std::optional<Error> run_jobs(std::span<const Spec* const> checks, std::vector<Progress>& all,
                              const std::vector<Job>& jobs, unsigned workers, Context& context) {
  std::atomic<std::size_t> next{0};
  std::atomic<bool> stop{false};
  std::mutex mutex;
  std::optional<Error> fatal;
  const auto work = [&] {
    for (std::size_t at = next++; at < jobs.size() && !stop; at = next++) {
      const auto [check, index] = jobs[at];
      auto& progress = all[check];
      if (index > progress.failed) continue;
      auto observation = run_case(*checks[check], progress.cases[static_cast<std::size_t>(index)], context);
      if (observation.error && observation.error->kind == ErrorKind::interrupted) {
        stop = true;
        const std::lock_guard lock(mutex);
        if (!fatal) fatal = observation.error;
      }
      record(progress, index, std::move(observation));
    }
  };
  std::vector<std::jthread> threads;
  const auto wanted = std::min<std::size_t>(std::max(1u, workers), jobs.size());
  try {
    while (threads.size() + 1 < wanted) threads.emplace_back(work);
  } catch (const std::system_error&) {
    // No more threads to be had: those that there are do it.
  }
  work();
  threads.clear();
  return fatal;
}

bool can_shrink(const Spec& spec, const Observation& shown, const Case& one) {
  const auto verdict = verdict_of(shown.run.ending, {});
  return !spec.bar && std::holds_alternative<Generated>(one.input) &&
         (verdict == Verdict::accepted || verdict == Verdict::run_time_error) &&
         shown.input.size == shown.input.text.size() && lines_of(shown.input.text) > most_lines_shown;
}

// Puts the failure with the shortest input that is found in the place of the one that is shown.
void shrink_shown(const Spec& spec, Progress& progress, Context& context) {
  auto& shown = progress.shown;
  if (shown.failed < 0 || shown.error || interrupted()) return;
  if (!can_shrink(spec, shown, *progress.cases[static_cast<std::size_t>(shown.failed)].one)) return;
  const auto ending = describe(shown.run.ending);
  const auto lines = lines_of(shown.input.text);
  const Nanos until = context.clock.now() + shrinking;
  std::optional<Observation> shortest;
  const auto fails = [&](const std::string& input) {
    if (interrupted() || context.clock.now() > until) return false;
    auto expected = expected_of(input, context);
    if (!expected) return false;
    auto sandboxed = spec_for(context.submission);
    sandboxed.input = input;
    auto run = context.sandbox.run(sandboxed);
    if (!run) return false;
    auto seen = look_at(spec, {std::move(*run), 1}, {input, std::move(*expected)}, context);
    if (seen.failed != 0 || seen.error || describe(seen.run.ending) != ending) return false;
    shortest = std::move(seen);
    return true;
  };
  if (!shrink(shown.input.text, most_shrinks, fails)) return;
  shortest->failed = shown.failed;
  shortest->remark +=
      fmt::format("{}the input was shortened from {} lines", shortest->remark.empty() ? "" : "; ", lines);
  shown = std::move(*shortest);
}

// What is to run of a check, in order, into `jobs`; `passes`: most likely it passes.
void queue(const Spec& spec, std::size_t number, bool passes, Progress& progress, std::vector<Job>& jobs,
           Context& context) {
  progress.cases = plan(spec, context);
  for (const auto& one : spec.cases) prepare_ahead(one, context);
  const auto begin = passes ? static_cast<int>(first_doubtful(spec, progress.cases, context)) : 0;
  const auto end = static_cast<int>(progress.cases.size());
  for (int index = begin; index < end; ++index) jobs.push_back({number, index});
  progress.done = begin;
  if (begin == 0) return;
  progress.shown.run.ending = Exited{0};
  progress.shown.run.level = context.sandbox.level();
}

// When a check has failed already, the jobs count as not run.
void leave_out(std::vector<Progress>& all, std::vector<Job>& jobs) {
  if (std::none_of(all.begin(), all.end(), [](const auto& one) { return one.shown.failed >= 0; })) return;
  for (const auto& job : jobs)
    all[job.check].shown.error =
        Error{ErrorKind::machine, "left out: a check before it has failed", {}, {}, {}};
  jobs.clear();
}

} // namespace

std::vector<Observation> observe(std::span<const Spec* const> checks, const Settings& settings,
                                 Context& context) {
  std::vector<Progress> all(checks.size());
  const bool frugal = context.purpose != Purpose::feedback;
  std::vector<Job> together, crowded, alone;
  std::optional<Error> fatal;
  if (const auto turn = context.turns.beside()) {
    const auto place_of = [&](const Spec& spec) -> std::vector<Job>& {
      if (!spec.alone) return together;
      return spec.bar && frugal ? crowded : alone;
    };
    // A check that is asked by itself is there to refuse, and seldom gets beyond its first cases.
    const bool passes = checks.size() > 1;
    for (std::size_t i = 0; i < checks.size(); ++i)
      queue(*checks[i], i, passes, all[i], place_of(*checks[i]), context);
    fatal = run_jobs(checks, all, together, context.workers, context);
    if (frugal) leave_out(all, crowded);
    if (!fatal) fatal = run_jobs(checks, all, crowded, 1, context);
  } else {
    fatal = turn.error();
  }
  if (frugal) leave_out(all, alone);
  if (!fatal && !alone.empty()) {
    const auto turn = context.turns.alone();
    fatal = turn ? run_jobs(checks, all, alone, 1, context) : turn.error();
  }

  if (settings.shrink && !fatal && !frugal) {
    const auto turn = context.turns.beside();
    for (std::size_t i = 0; turn && i < checks.size(); ++i) shrink_shown(*checks[i], all[i], context);
  }

  std::vector<Observation> observations;
  for (auto& progress : all) {
    const auto cases = static_cast<int>(progress.cases.size());
    if (fatal && progress.shown.failed < 0 && progress.done < cases) progress.shown.error = fatal;
    progress.shown.cases = cases;
    observations.push_back(std::move(progress.shown));
  }
  return observations;
}

} // namespace bex::stdio
