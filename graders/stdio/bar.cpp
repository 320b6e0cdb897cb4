#include "graders/stdio/bar.hpp"

#include "graders/measure.hpp"
#include "sandboxes/base/digest.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <utility>

namespace bex::stdio {
namespace {

// Below this, noise of the machine is larger than what grows. What a processor's caches hold no longer grows
// faster than its size, too: where a ratio has its say already, only what takes long is looked at.
constexpr Nanos noise = Millis(100);
Nanos least_growth(bool by_ratio, const Context& context) {
  return by_ratio ? std::max<Nanos>(noise, context.yardstick.least / 2) : noise;
}
constexpr int tries = 3;

std::string in_words(Nanos time) {
  const auto ms = std::chrono::duration_cast<Millis>(time).count();
  return ms < 1'000 ? fmt::format("{} ms", ms) : fmt::format("{:.2f} s", static_cast<double>(ms) / 1'000);
}

Nanos scaled(Nanos time, double factor) {
  return Nanos(static_cast<Nanos::rep>(static_cast<double>(time.count()) * factor));
}

bool ended_by_itself(const RunResult& run) {
  return std::holds_alternative<Exited>(run.ending) || std::holds_alternative<Signalled>(run.ending);
}

class Race {
 public:
  Race(const Bar& bar, const InputAt& input_at, Context& context)
      : bar_(bar), input_at_(input_at), context_(context) {}

  DataResult<Timed> run() {
    const bool by_ratio = bar_.ratio > 0 && context_.yardstick.program;
    if (!by_ratio && bar_.growth == 0) return tl::unexpected<DataError>(undecided());
    auto large = input_at_(bar_.n);
    if (!large) return tl::unexpected<DataError>(std::move(large.error()));
    largest_ = std::move(*large);
    auto done = take_start_up();
    if (done) done = by_ratio ? race_reference() : set_growth(least_growth(false, context_));
    if (done && !by_ratio) done = race();
    // A run that kept the one bar is held to the other.
    const Nanos least = least_growth(true, context_);
    if (done && by_ratio && bar_.growth > 0 && kept_all() && used_ > least) {
      done = set_growth(least);
      if (done) done = race();
    }
    if (!done) return tl::unexpected<DataError>(std::move(done.error()));
    for (auto& bar : timed_.bars) bar.used = used_;
    timed_.limits = context_.submission.limits;
    timed_.limits.cpu = std::chrono::ceil<Millis>(start_up_ + lowest());
    return std::move(timed_);
  }

 private:
  const Bar& bar_;
  const InputAt& input_at_;
  Context& context_;
  Timed timed_;
  Input smallest_, largest_;
  Nanos start_up_{}, used_{};

  DataError undecided() const {
    return {{ErrorKind::machine,
             "the time cannot be judged here: " + context_.yardstick.lacking,
             {},
             "the check needs a reference in a language of the same class as yours",
             {}},
            {}};
  }

  // `program` with the data of size n, stopped at `most`.
  DataResult<RunResult> run_once(const Program& program, const Input& input, Nanos most) {
    auto spec = spec_for(program);
    spec.input = input;
    spec.limits.cpu = std::chrono::ceil<Millis>(most);
    spec.limits.wall = std::max(spec.limits.wall, 2 * spec.limits.cpu);
    auto run = context_.sandbox.run(spec);
    if (!run) return tl::unexpected<DataError>(DataError{std::move(run.error()), {}});
    return std::move(*run);
  }

  DataResult<Nanos> median(const Program& program, const Input& input, Nanos most) {
    std::array<Nanos, tries> times;
    for (auto& time : times) {
      auto run = run_once(program, input, most);
      if (!run) return tl::unexpected<DataError>(std::move(run.error()));
      time = run->cpu;
    }
    std::sort(times.begin(), times.end());
    return times[tries / 2];
  }

  // What a program takes that has next to nothing to do. One that does not even get so far shows that at the
  // full size.
  DataResult<void> take_start_up() {
    auto input = input_at_(1);
    if (!input) return tl::unexpected<DataError>(std::move(input.error()));
    smallest_ = std::move(*input);
    auto run = run_once(context_.submission, smallest_, 2 * context_.yardstick.least);
    if (!run) return tl::unexpected<DataError>(std::move(run.error()));
    if (ended_by_itself(*run)) start_up_ = run->cpu;
    return {};
  }

  DataResult<Nanos> time_reference(const Input& input) {
    const auto& program = *context_.yardstick.program;
    auto run = run_once(program, input, program.limits.cpu);
    if (!run) return tl::unexpected<DataError>(std::move(run.error()));
    if (const auto* exited = std::get_if<Exited>(&run->ending); exited && exited->code == 0) return run->cpu;
    return tl::unexpected<DataError>(
        DataError{{ErrorKind::pack,
                   "the reference that times are measured against " + describe(run->ending),
                   {},
                   "this is a fault of the pack: tell its authors",
                   {}},
                  std::move(run->err)});
  }

  // A time that a proof has taken is good for all solutions that are clear of their bars by it.
  DataResult<Nanos> time_reference_once(const Input& input) {
    const auto* path = std::get_if<std::filesystem::path>(&input);
    const auto digest = Digest()
                            .add(context_.yardstick.program->digest)
                            .add(path ? path->string() : std::get<std::string>(input))
                            .hex();
    if (context_.times)
      if (const auto known = context_.times->find(digest)) return *known;
    auto time = time_reference(input);
    if (time && context_.times) context_.times->keep(digest, *time);
    return time;
  }

  // The reference runs once; where that leaves a doubt, three times, and its median counts.
  DataResult<void> race_reference() {
    const auto start = time_reference_once(smallest_);
    if (!start) return tl::unexpected<DataError>(start.error());
    const auto once = time_reference_once(largest_);
    if (!once) return tl::unexpected<DataError>(once.error());
    set_ratio(std::max(Nanos{}, *once - *start));
    if (auto done = race(); !done || !doubtful()) return done;
    std::vector<Nanos> times;
    while (times.size() < tries) {
      // What was timed for another solution is timed anew.
      auto time = times.empty() && !context_.times ? once : time_reference(largest_);
      if (!time) return tl::unexpected<DataError>(std::move(time.error()));
      times.push_back(std::max(Nanos{}, *time - *start));
    }
    std::sort(times.begin(), times.end());
    set_ratio(times[tries / 2]);
    return race();
  }

  void set_ratio(Nanos reference) {
    const Nanos least = context_.yardstick.least;
    timed_.bars = {{fmt::format("{:g} times the reference's {}, at least {}", bar_.ratio, in_words(reference),
                                in_words(least)),
                    {},
                    std::max(least, scaled(reference, bar_.ratio)),
                    false}};
  }

  // Neither below half of the bar nor at twice of it, where the run was stopped.
  [[nodiscard]] bool doubtful() const { return ended_by_itself(timed_.run) && used_ > scaled(lowest(), 0.5); }

  DataResult<void> set_growth(Nanos least) {
    auto input = input_at_(bar_.n / 4);
    if (!input) return tl::unexpected<DataError>(std::move(input.error()));
    auto time = median(context_.submission, *input, start_up_ + context_.submission.limits.cpu);
    if (!time) return tl::unexpected<DataError>(std::move(time.error()));
    const Nanos quarter = std::max(Nanos{}, *time - start_up_);
    timed_.bars.push_back({fmt::format("{:g} times the {} of a quarter of the size, at least {}", bar_.growth,
                                       in_words(quarter), in_words(least)),
                           {},
                           std::max(least, scaled(quarter, bar_.growth)),
                           true});
    return {};
  }

  [[nodiscard]] Nanos lowest() const {
    Nanos allowed = Nanos::max();
    for (const auto& bar : timed_.bars) allowed = std::min(allowed, bar.allowed);
    return allowed;
  }

  [[nodiscard]] bool kept_all() const { return ended_by_itself(timed_.run) && used_ <= lowest(); }

  // Runs at the full size until all bars are kept, at most three times; the best run counts. What is far over
  // a bar is not run again.
  DataResult<void> race() {
    const auto again = [&] {
      return timed_.runs < tries && ended_by_itself(timed_.run) && used_ > lowest() &&
             used_ <= scaled(lowest(), 1.25);
    };
    while (timed_.runs == 0 || again()) {
      auto run = run_once(context_.submission, largest_, start_up_ + 2 * lowest());
      if (!run) return tl::unexpected<DataError>(std::move(run.error()));
      const auto used = std::max(Nanos{}, run->cpu - start_up_);
      if (timed_.runs++ == 0 || used < used_) timed_.run = std::move(*run), used_ = used;
    }
    return {};
  }
};

} // namespace

DataResult<Timed> run_against(const Bar& bar, const InputAt& input_at, Context& context) {
  return Race(bar, input_at, context).run();
}

Generated at_size(Generated generated, std::uint64_t n) {
  for (auto& arg : generated.args)
    for (auto at = arg.find(size_word); at != std::string::npos; at = arg.find(size_word))
      arg.replace(at, size_word.size(), std::to_string(n));
  return generated;
}

const BarResult* missed(const std::vector<BarResult>& bars) {
  const auto at =
      std::find_if(bars.begin(), bars.end(), [](const auto& bar) { return bar.used > bar.allowed; });
  return at == bars.end() ? nullptr : &*at;
}

std::optional<Finding> finding_of(const std::vector<BarResult>& bars) {
  const auto in_seconds = [](Nanos time) {
    return fmt::format("{:.2f} s", std::chrono::duration<double>(time).count());
  };
  const auto* bar = missed(bars);
  if (!bar) return std::nullopt;
  return Finding{"processor time",
                 fmt::format("at most {}: {}", in_seconds(bar->allowed), bar->rule),
                 in_seconds(bar->used) + ", start-up taken off",
                 {}};
}

} // namespace bex::stdio
