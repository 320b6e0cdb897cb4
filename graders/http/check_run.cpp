#include "graders/http/check_run.hpp"

#include <algorithm>
#include <utility>

namespace bex::http {
namespace {

constexpr std::size_t longest_value = 64 << 10;
// A race that is open for less than a microsecond shows in one of hundreds of trials; quick servers have time
// for so many.
constexpr Nanos time_for_trials = Millis{250};
constexpr std::size_t most_trials = 1'000;

bool go_together(std::span<const Step> steps) {
  return std::ranges::any_of(steps, [](const Step& step) { return step.clients > 1 && !step.load; });
}

// Which turns are taken: all rows, as many trials as the check says, and of clients that go together as many
// more as there is time for.
class Turns {
 public:
  Turns(const Spec& spec, Clock& clock)
      : rows_(spec.rows.size()), trials_(static_cast<std::size_t>(spec.trials)),
        more_(trials_ > 1 && go_together(spec.steps)), clock_(clock), until_(clock.now() + time_for_trials) {}

  bool has(std::size_t turn) {
    const std::size_t trial = turn / rows_;
    if (trial < trials_ || turn % rows_ != 0) return true;
    return more_ && trial < most_trials && clock_.now() < until_;
  }
  [[nodiscard]] std::string place_of(std::size_t turn) const {
    const std::size_t trial = turn / rows_ + 1;
    const std::string row = numbered("row", turn % rows_ + 1, rows_);
    return after(row, more_ ? "trial " + std::to_string(trial) : numbered("trial", trial, trials_));
  }

 private:
  std::size_t rows_, trials_;
  bool more_;
  Clock& clock_;
  Nanos until_;
};

} // namespace

CheckRun::CheckRun(const Spec& spec, const Settings& settings, Server& server, Clock& clock,
                   std::uint64_t seed, const Reference& reference)
    : spec_(spec), settings_(settings), server_(server), clock_(clock), seed_(seed),
      lacking_(reference.lacking) {
  if (reference.server)
    reference_ = std::make_unique<CheckRun>(spec, settings, *reference.server, clock, seed, Reference{});
}

Observation CheckRun::run() {
  if (const auto& end = server_.ended()) {
    seen_.ending = end->ending;
    seen_.ended_before = true;
  } else {
    open();
    if (reference_) reference_->open();
    if (has_upstream()) run_rows();
    show_arrivals();
  }
  if (!seen_.ending && !down_) {
    if (const auto& end = server_.ended(broke_ ? death_shows : Millis{0})) seen_.ending = end->ending;
  }
  seen_.host = server_.host();
  seen_.dial = server_.dial();
  seen_.log = server_.fresh_log();
  if (seen_.ending && (seen_.ended_before || seen_.log.empty())) seen_.log = server_.log();
  return std::move(seen_);
}

void CheckRun::open() {
  server_.mark_log();
  if (!begins_down(spec_.steps)) client_.emplace(server_.running(), clock_, server_.port());
  down_ = !client_;
  if (!has_life(spec_.steps)) // one that is stopped takes them along
    held_ = linger(server_.running(), clock_, server_.port(), "", settings_.around.silent_connections);
}

void CheckRun::run_rows() {
  if (!spec_.env.empty() && !server_.is_ours()) {
    seen_.error = Error{ErrorKind::machine, "the environment of this server is its own", {}, "", {}};
    return;
  }
  Turns turns(spec_, clock_);
  for (std::size_t turn = 0; turns.has(turn); ++turn) {
    Variables variables = begin_turn(turn);
    if (reference_) reference_->variables_ = reference_->begin_turn(turn);
    for (std::size_t step = 0; step < spec_.steps.size(); ++step) {
      std::string place = numbered("step", step + 1, spec_.steps.size());
      place = after(place, turns.place_of(turn));
      const Step& now = spec_.steps[step];
      if (!now.log && !now.file && !now.arrived)
        seen_.by_itself = step == 0 && now.clients == 1 && (now.repeat == 1 || now.raw) && !now.call &&
                          now.slow_clients == 0 && !now.load;
      if (!run_step(now, variables, place)) {
        (void)is_upstream_fine(); // where it is not, that is the cause
        return hang_up();
      }
      if (reference_ && !follow(now, place)) return hang_up();
    }
    if (!is_upstream_fine()) return hang_up();
  }
  if (down_) return hang_up();
  if (auto stray = client_->settle()) {
    Examination examination = examine({}, *stray, {}, "");
    conclude(std::move(*stray), std::move(examination));
  }
}

Variables CheckRun::begin_turn(std::size_t turn) {
  Variables variables = known_in(spec_, turn, seed_);
  variables.emplace("host", json_text(server_.host()));
  variables.emplace("port", json_integer(server_.port()));
  if (upstream::Upstream* upstream = server_.upstream()) {
    variables.emplace("upstream", json_text(upstream->url()));
    upstream->play(spec_.upstream, variables);
  }
  return variables;
}

void CheckRun::conclude(Exchange exchange, Examination examination) {
  exchange.response.body.clear();
  for (Finding& finding : examination.findings) {
    if (finding.got.size() > longest_value) finding.got.resize(longest_value);
  }
  seen_.trial = Trial{std::move(exchange), std::move(examination)};
}

void CheckRun::hang_up() {
  if (client_) client_->drop();
}

bool CheckRun::run_step(const Step& step, Variables& variables, const std::string& place) {
  if (!hold(step.when, variables)) {
    pass_over(step, variables);
    return true;
  }
  if (step.call) return run_flow(*step.call, variables, place);
  if (step.crud) return run_model(step, variables, place);
  if (step.log) return await_line(*step.log, variables, place);
  if (step.arrived) return await_arrivals(*step.arrived, variables, place);
  if (step.file) return change_file(*step.file, variables);
  if (step.stop || step.start || step.data) return steer(step, variables, place);
  if (step.raw) {
    client_->retire_all();
    RawRun raw = raw_run();
    for (int round = 1; round <= step.repeat; ++round) {
      set_place(variables, 1, round);
      if (!run_raw(raw, *step.raw, variables, place_of(step, place, 1, round))) return false;
    }
    return true;
  }
  if (step.load) return run_load(step, variables, place);
  return ask_all(step, variables, place, nullptr);
}

bool CheckRun::run_flow(const Call& call, Variables& variables, const std::string& place) {
  Variables inside = enter(call, variables);
  const auto& steps = call.flow->steps;
  for (std::size_t i = 0; i < steps.size(); ++i) {
    const std::string number = numbered(" step", i + 1, steps.size());
    if (!run_step(steps[i], inside, after(place, "flow " + call.flow->id + number))) return false;
  }
  leave(call, inside, variables);
  return true;
}

std::vector<Observation> observe_at(Server& server, std::span<const Spec* const> checks,
                                    const Settings& settings, Clock& clock, std::uint64_t seed,
                                    const Reference& reference) {
  std::vector<Observation> observations;
  for (const Spec* check : checks)
    observations.push_back(CheckRun(*check, settings, server, clock, seed, reference).run());
  return observations;
}

} // namespace bex::http
