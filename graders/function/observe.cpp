#include "graders/function/data.hpp"
#include "graders/measure.hpp"
#include "graders/stdio/bar.hpp"
#include "sandboxes/base/text.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <atomic>
#include <mutex>
#include <system_error>
#include <thread>
#include <utility>

namespace bex::function {
namespace {

constexpr std::size_t most_log = 64u << 10; // of stderr, its end

bool is_right(const Spec& check, const Answer& answer, const Value& want) {
  if (answer.kind != Answer::Kind::result) return false;
  auto got = answer.value;
  return !make_fit(got, check.signature.result) && !first_difference(check.rule, want, got);
}

Value want_of(const Spec& check, const std::string& json) {
  auto want = parse_value(json).value_or(Value());
  (void)make_fit(want, check.signature.result); // it fits: what is not written as a float becomes one
  return want;
}

std::string end_of(std::string log) {
  if (log.size() > most_log) log.erase(0, log.size() - most_log);
  return log;
}

// Finds the first call whose answer is not right.
void compare_answers(Observation& observation, const Spec& check, const Calls& calls) {
  auto lines = split(observation.run.out, '\n');
  lines.pop_back(); // empty, or a line that was cut off with the process
  for (std::size_t i = 0; i < calls.lines.size(); ++i) {
    const auto answer = i < lines.size() ? read_answer(lines[i]) : Answer();
    auto want = want_of(check, calls.wants[i]);
    if (is_right(check, answer, want)) continue;
    observation.failed = i;
    observation.args = args_of(calls.lines[i]);
    observation.want = std::move(want);
    observation.answer = answer;
    return;
  }
  if (lines.size() <= calls.lines.size()) return;
  observation.failed = calls.lines.size();
  observation.answer = {Answer::Kind::garbled, {}, "there are more answers than calls"};
}

// A wrong result is asked for once more by itself: what is printed then belongs to this call, and a result
// that is right then tells that something was kept from an earlier one.
Result<void> call_alone(Observation& observation, const Spec& check, const Calls& calls, Context& context) {
  const auto kind = observation.answer.kind;
  if (calls.lines.size() < 2 || (kind != Answer::Kind::result && kind != Answer::Kind::no_json)) return {};
  auto spec = spec_for(context.submission);
  spec.input = calls.lines[*observation.failed] + "\n";
  auto run = context.sandbox.run(spec);
  if (!run) return tl::unexpected<Error>(std::move(run.error()));
  const auto answer = read_answer(line_of(run->out, 1));
  observation.alone_right = is_right(check, answer, observation.want);
  if (answer.kind == kind) observation.run.err = std::move(run->err);
  return {};
}

Observation broken(Error error, std::string log) {
  Observation observation;
  observation.error = std::move(error);
  observation.error_log = std::move(log);
  return observation;
}

// What was asked of a process, and how it ran.
struct Played {
  Calls calls;
  stdio::Timed timed;
};

std::string input_of(const Calls& calls) {
  return join(calls.lines, "\n") + "\n";
}

stdio::DataResult<Played> play(const Spec& check, Context& context) {
  auto calls = prepare(check, context);
  if (!calls) return tl::unexpected<stdio::DataError>(std::move(calls.error()));
  auto spec = spec_for(context.submission);
  spec.input = input_of(*calls);
  auto measured = measure(std::move(spec), context.sandbox);
  if (!measured) return stdio::failed(std::move(measured.error()));
  return Played{std::move(*calls),
                {std::move(measured->result), measured->runs, context.submission.limits, {}}};
}

// The start-up that is taken off is the driver's as well: that of the calls at size 1.
stdio::DataResult<Played> play_against_bar(const Spec& check, Context& context) {
  Played played;
  const auto input_at = [&](std::uint64_t n) -> stdio::DataResult<Input> {
    auto sized = check;
    for (auto& one : sized.cases) {
      auto& generated = std::get<stdio::Generated>(one.args);
      generated = stdio::at_size(std::move(generated), n);
    }
    auto calls = prepare(sized, context);
    if (!calls) return tl::unexpected<stdio::DataError>(std::move(calls.error()));
    Input input = input_of(*calls);
    if (n == check.bar->n) played.calls = std::move(*calls);
    return input;
  };
  auto timed = stdio::run_against(*check.bar, input_at, context);
  if (!timed) return tl::unexpected<stdio::DataError>(std::move(timed.error()));
  played.timed = std::move(*timed);
  return played;
}

Observation run_check(const Spec& check, Context& context) {
  auto played = check.bar ? play_against_bar(check, context) : play(check, context);
  if (!played) return broken(std::move(played.error().error), std::move(played.error().log));
  auto& [calls, timed] = *played;
  Observation observation;
  observation.calls = calls.lines.size();
  observation.limits = timed.limits;
  observation.runs = timed.runs;
  observation.run = std::move(timed.run);
  observation.bars = std::move(timed.bars);
  compare_answers(observation, check, calls);
  if (observation.failed)
    if (auto done = call_alone(observation, check, calls, context); !done)
      return broken(std::move(done.error()), {});
  observation.run.out.clear();
  observation.run.err = end_of(std::move(observation.run.err));
  return observation;
}

// The checks of `indices`, `workers` at a time. After an interrupt nothing more is begun.
void run_all(std::span<const Spec* const> checks, std::vector<Observation>& all,
             const std::vector<std::size_t>& indices, unsigned workers, Context& context) {
  std::atomic<std::size_t> next{0};
  std::mutex mutex;
  std::optional<Error> fatal; // the interrupt, for those that were not begun
  const auto work = [&] {
    for (std::size_t at = next++; at < indices.size(); at = next++) {
      {
        const std::lock_guard lock(mutex);
        if (fatal) {
          all[indices[at]] = broken(*fatal, {});
          continue;
        }
      }
      auto observation = run_check(*checks[indices[at]], context);
      const std::lock_guard lock(mutex);
      if (observation.error && observation.error->kind == ErrorKind::interrupted) fatal = observation.error;
      all[indices[at]] = std::move(observation);
    }
  };
  std::vector<std::jthread> threads;
  const auto wanted = std::min<std::size_t>(std::max(1u, workers), indices.size());
  try {
    while (threads.size() + 1 < wanted) threads.emplace_back(work);
  } catch (const std::system_error&) {
    // No more threads to be had: those that there are do it.
  }
  work();
}

} // namespace

Answer read_answer(std::string_view line) {
  // A language whose texts are bytes hands over what it has.
  if (!is_text(line)) return {Answer::Kind::no_json, {}, "text that is not UTF-8"};
  auto value = parse_value(line);
  if (!value) return {Answer::Kind::garbled, {}, "an answer is " + value.error()};
  const std::pair<const char*, Answer::Kind> texts[] = {
      {"type", Answer::Kind::no_json}, {"error", Answer::Kind::raised}, {"missing", Answer::Kind::missing}};
  if (value->object() && value->object()->size() == 1) {
    auto& [name, content] = std::get<Value::Object>(value->data).front();
    if (name == "ok") return {Answer::Kind::result, std::move(content), {}};
    for (const auto& [key, kind] : texts)
      if (name == key && content.text()) return {kind, {}, *content.text()};
  }
  return {Answer::Kind::garbled, {}, "an answer is none of the driver's"};
}

std::vector<Observation> observe(std::span<const Spec* const> checks, const Settings&, Context& context) {
  std::vector<Observation> all(checks.size());
  const bool frugal = context.purpose != Purpose::feedback;
  std::vector<std::size_t> together, crowded, alone;
  for (std::size_t i = 0; i < checks.size(); ++i)
    (!checks[i]->alone ? together : checks[i]->bar && frugal ? crowded : alone).push_back(i);
  const auto run_in_turn = [&](const std::vector<std::size_t>& indices, unsigned workers, const auto& turn) {
    if (turn) return run_all(checks, all, indices, workers, context);
    for (const auto i : indices) all[i] = broken(turn.error(), {});
  };
  const auto fails = [&](std::size_t i) { return judge(*checks[i], all[i]).verdict != Verdict::accepted; };
  if (!together.empty()) run_in_turn(together, context.workers, context.turns.beside());
  if (frugal && std::any_of(together.begin(), together.end(), fails)) {
    crowded.insert(crowded.end(), alone.begin(), alone.end());
    for (const auto i : crowded)
      all[i] = broken({ErrorKind::machine, "left out: a check before it has failed", {}, {}, {}}, {});
    return all;
  }
  if (!crowded.empty()) run_in_turn(crowded, 1, context.turns.beside());
  if (!alone.empty()) run_in_turn(alone, 1, context.turns.alone());
  return all;
}

} // namespace bex::function
