#include "graders/interactive/relay.hpp"
#include "graders/stdio/data.hpp"
#include "sandboxes/base/interrupt.hpp"
#include "sandboxes/base/text.hpp"

#include <fmt/format.h>

#include <cerrno>
#include <fcntl.h>
#include <unistd.h>
#include <utility>

namespace bex::interactive {
namespace {

constexpr Millis last_word{2'000}; // from the end of a conversation to the end of a program
constexpr Millis look_every{2};
constexpr std::size_t most_message = 2u << 10;
constexpr std::size_t most_log = 64u << 10;
constexpr int accepts = 42, rejects = 43;

tl::unexpected<Error> no_pipe() {
  return fail_errno(ErrorKind::machine, "could not make a pipe", errno);
}

// A program that talks through pipes of ours.
struct Talker {
  std::unique_ptr<Running> running;
  Ends ends;
};

Result<Talker> start(SandboxSpec spec, Sandbox& sandbox) {
  int in[2], out[2];
  if (::pipe2(in, O_CLOEXEC) != 0) return no_pipe();
  Fd theirs_in(in[0]), to(in[1]);
  if (::pipe2(out, O_CLOEXEC) != 0) return no_pipe();
  Fd from(out[0]), theirs_out(out[1]);
  for (const auto* ours : {&to, &from}) ::fcntl(ours->get(), F_SETFL, O_NONBLOCK);
  spec.streams = Streams{theirs_in.get(), theirs_out.get(), -1, false};
  auto running = sandbox.start(spec);
  if (!running) return tl::unexpected<Error>(std::move(running.error()));
  return Talker{std::move(*running), {std::move(to), std::move(from)}};
}

// What has become of a program that should end by itself, after a while at the latest. What it still says is
// read, or it could not end.
RunResult end_of(Talker& talker, Clock& clock, Millis patience) {
  char buffer[16384];
  for (const Nanos until = clock.now() + patience;
       !talker.running->ended() && clock.now() < until && !interrupted(); clock.sleep_for(look_every))
    while (::read(talker.ends.from.get(), buffer, sizeof buffer) > 0) {
    }
  return talker.running->stop(Millis(0));
}

Observation broken(Error error, std::string log = {}) {
  Observation observation;
  observation.error = std::move(error);
  observation.error_log = std::move(log);
  return observation;
}

// One conversation about one case.
class Session {
 public:
  Session(const Spec& spec, const Settings& settings, Context& context)
      : spec_(spec), settings_(settings), context_(context) {}

  Observation run(const stdio::Case& one, std::uint64_t seed) {
    auto data = stdio::prepare(one, seed, context_);
    if (!data) return broken(std::move(data.error().error), std::move(data.error().log));
    auto bytes = stdio::bytes_of(data->input);
    if (!bytes) return broken(std::move(bytes.error()));
    auto answerer = start_answerer(std::move(*bytes));
    if (!answerer) return broken(std::move(answerer.error()));
    auto submission = start(spec_for(context_.submission), context_.sandbox);
    if (!submission) return broken(std::move(submission.error()));
    return talk(*submission, *answerer);
  }

 private:
  const Spec& spec_;
  const Settings& settings_;
  Context& context_;

  Result<Talker> start_answerer(std::string input) {
    auto spec = stdio::script(settings_.program, context_);
    if (!spec) return tl::unexpected<Error>(std::move(spec.error().error));
    spec->argv.emplace_back("input.txt");
    spec->files.emplace_back("input.txt", std::move(input));
    return start(std::move(*spec), context_.sandbox);
  }

  Observation talk(Talker& submission, Talker& answerer) {
    Observation seen;
    seen.limits = context_.submission.limits;
    const Rules rules{spec_.questions, seen.limits.output.count, settings_.idle};
    const auto ended = [&] { return submission.running->ended().has_value(); };
    seen.talk = converse(submission.ends, answerer.ends, rules, context_.clock, ended);
    if (interrupted()) return broken({ErrorKind::interrupted, "interrupted", {}, {}, {}});
    const bool by_itself = seen.talk.end == End::program_ended || seen.talk.end == End::answerer_ended;
    if (by_itself) submission.ends.to.reset(); // else it would end with a complaint of its own
    seen.run =
        by_itself ? end_of(submission, context_.clock, last_word) : submission.running->stop(Millis(0));
    if (seen.run.err.size() > most_log) seen.run.err.erase(0, seen.run.err.size() - most_log);
    if (!by_itself) return seen;
    return judged(std::move(seen), end_of(answerer, context_.clock, last_word));
  }

  Observation judged(Observation seen, RunResult answerer) {
    const auto* exited = std::get_if<Exited>(&answerer.ending);
    if (exited && (exited->code == accepts || exited->code == rejects)) {
      seen.judgement = {exited->code == accepts, std::string(trim(answerer.err.substr(0, most_message)))};
      return seen;
    }
    return broken({ErrorKind::pack,
                   fmt::format("the program `{}` {}", settings_.program.string(), describe(answerer.ending)),
                   {},
                   "it exits with 42 to accept and 43 to reject; tell the pack's authors",
                   {}},
                  answerer.err.substr(0, stdio::most_log));
  }
};

bool is_right(const Observation& seen) {
  return !seen.error && seen.judgement && seen.judgement->accepted &&
         verdict_of(seen.run.ending, {}) == Verdict::accepted &&
         std::holds_alternative<Exited>(seen.run.ending);
}

Observation run_check(const Spec& spec, const Settings& settings, Context& context) {
  Observation last;
  int done = 0;
  for (const auto& input : spec.cases) {
    const stdio::Case one{input, std::string()};
    const auto* generated = std::get_if<stdio::Generated>(&input);
    stdio::prepare_ahead(one, context);
    for (int i = 0; i < (generated ? generated->count : 1); ++i, ++done) {
      last = Session(spec, settings, context)
                 .run(one, generated ? generated->seed + static_cast<std::uint64_t>(i) : 0);
      if (is_right(last)) continue;
      last.failed = done;
      last.cases = done + 1;
      return last;
    }
  }
  last.cases = done;
  return last;
}

} // namespace

std::vector<Observation> observe(std::span<const Spec* const> checks, const Settings& settings,
                                 Context& context) {
  std::vector<Observation> observations;
  const auto turn = context.turns.beside();
  for (const auto* check : checks)
    observations.push_back(turn ? run_check(*check, settings, context) : broken(turn.error()));
  return observations;
}

} // namespace bex::interactive
