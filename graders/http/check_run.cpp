#include "graders/http/http.hpp"

#include "graders/http/crowd.hpp"
#include "graders/http/life.hpp"
#include "graders/http/log.hpp"
#include "graders/http/observation.hpp"
#include "graders/http/raw.hpp"
#include "graders/http/server.hpp"
#include "sandboxes/base/interrupt.hpp"

#include <utility>

namespace bex::http {
namespace {

constexpr Millis death_shows{300}; // from the break of a connection to the news of the end behind it
constexpr Millis connect_again{20};
constexpr Millis look_for_line{10};
constexpr Millis look_for_end{2};
constexpr std::size_t longest_value = 64 << 10;

// One check against a server that may be there or not.
class CheckRun {
 public:
  CheckRun(const Spec& spec, const Settings& settings, Server& server, Clock& clock, std::uint64_t seed)
      : spec_(spec), settings_(settings), server_(server), clock_(clock), seed_(seed) {}

  Observation run() {
    if (const auto& end = server_.ended()) {
      seen_.ending = end->ending;
      seen_.ended_before = true;
    } else {
      server_.mark_log();
      if (!begins_down(spec_.steps)) client_.emplace(server_.running(), clock_, server_.port());
      down_ = !client_;
      run_rows();
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

 private:
  const Spec& spec_;
  const Settings& settings_;
  Server& server_;
  Clock& clock_;
  std::uint64_t seed_;
  std::optional<Client> client_; // none before the first start
  Observation seen_;
  std::vector<Fd> held_; // connections that stay until the end of the check
  bool down_ = false;    // the server does not run, because a step wants it so
  bool broke_ = false;   // a connection ended in mid answer, or none came about

  void run_rows() {
    const std::size_t rows = spec_.rows.size(), turns = rows * static_cast<std::size_t>(spec_.trials);
    for (std::size_t turn = 0; turn < turns; ++turn) {
      Variables variables = begin_turn(turn);
      for (std::size_t step = 0; step < spec_.steps.size(); ++step) {
        std::string place = numbered("step", step + 1, spec_.steps.size());
        place = after(place, numbered("row", turn % rows + 1, rows));
        place = after(place, numbered("trial", turn / rows + 1, turns / rows));
        const Step& now = spec_.steps[step];
        if (!now.log && !now.file)
          seen_.by_itself = step == 0 && now.clients == 1 && (now.repeat == 1 || now.raw) && !now.call &&
                            now.slow_clients == 0;
        if (!run_step(now, variables, place)) return hang_up();
      }
    }
    if (down_) return hang_up();
    if (auto stray = client_->settle()) {
      Examination examination = examine({}, *stray, {}, "");
      conclude(std::move(*stray), std::move(examination));
    }
  }

  Variables begin_turn(std::size_t turn) {
    Variables variables = known_in(spec_, turn, seed_);
    variables.emplace("host", json_text(server_.host()));
    variables.emplace("port", json_integer(server_.port()));
    return variables;
  }

  void conclude(Exchange exchange, Examination examination) {
    exchange.response.body.clear();
    for (Finding& finding : examination.findings) {
      if (finding.got.size() > longest_value) finding.got.resize(longest_value);
    }
    seen_.trial = Trial{std::move(exchange), std::move(examination)};
  }

  void hang_up() {
    if (client_) client_->drop();
  }

  bool run_step(const Step& step, Variables& variables, const std::string& place) {
    if (!hold(step.when, variables)) {
      pass_over(step, variables);
      return true;
    }
    if (step.call) return run_flow(*step.call, variables, place);
    if (step.log) return await_line(*step.log, variables, place);
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
    return ask_all(step, variables, place, nullptr);
  }

  bool run_flow(const Call& call, Variables& variables, const std::string& place) {
    Variables inside = enter(call, variables);
    const auto& steps = call.flow->steps;
    for (std::size_t i = 0; i < steps.size(); ++i) {
      const std::string number = numbered(" step", i + 1, steps.size());
      if (!run_step(steps[i], inside, after(place, "flow " + call.flow->id + number))) return false;
    }
    leave(call, inside, variables);
    return true;
  }

  bool change_file(const TreeEntry& entry, const Variables& variables) {
    auto changed = server_.put(entry, variables);
    if (!changed) seen_.error = changed.error();
    return changed.has_value();
  }

  RawRun raw_run() { return {server_.running(), clock_, server_.port(), settings_.step, held_}; }

  // All rounds of a step; the stroke falls in the last.
  bool ask_all(const Step& step, Variables& variables, const std::string& place, Client::Stroke* stroke) {
    Unique unique(step);
    std::vector<Fd> slow;
    if (step.slow_clients > 0) slow = crowd_in(step, variables);
    std::optional<Census> half;
    for (const Capture& gather : step.gathers) variables.insert_or_assign(gather.name, Json{Json::Array{}});
    for (int round = 1; round <= step.repeat; ++round) {
      if (step.leaks && round == step.repeat / 2 + 1) half = take_stock();
      auto exchanges = ask_until(step, variables, round, place, round == step.repeat ? stroke : nullptr);
      if (!exchanges) return false;
      for (Exchange& exchange : *exchanges) {
        exchange.round = round;
        const bool lost = exchange.end == Exchange::End::silent || exchange.end == Exchange::End::cut_short;
        if (stroke && stroke->fallen && lost) continue;
        if (!accept(step, exchange, variables, unique, place)) return false;
        gather(step, exchange, variables);
      }
      if (auto misfit = examine_round(step, *exchanges, variables, place_of(step, place, 0, round))) {
        conclude(std::move((*exchanges)[misfit->shown]), {std::move(misfit->findings), 0});
        return false;
      }
      if (round == step.repeat) {
        keep(step.captures, exchanges->front().response, variables);
        if (!ask_also(step, exchanges->front(), variables, place)) return false;
        conclude(std::move(exchanges->front()), {});
      }
    }
    return !step.leaks || is_tight(step, half, place);
  }

  // Connections of ours that are in use would keep a server from taking others.
  std::vector<Fd> crowd_in(const Step& step, Variables& variables) {
    client_->retire_all();
    set_place(variables, 1, 1);
    const std::string bytes = bytes_of(fill_in(step, variables));
    const std::string_view head = std::string_view(bytes).substr(0, bytes.find("\r\n\r\n"));
    return linger(server_.running(), clock_, server_.port(), head, step.slow_clients);
  }

  std::optional<Census> take_stock() {
    client_->retire_all();
    return settled(server_.running(), clock_);
  }

  bool is_tight(const Step& step, const std::optional<Census>& half, const std::string& place) {
    const auto end = take_stock();
    if (!half || !end) {
      if (server_.ended()) return false;
      seen_.error = Error{ErrorKind::machine, "what this server holds cannot be looked at", {}, "", {}};
      return false;
    }
    auto findings = leaked(*step.leaks, *half, *end, step.repeat, place);
    if (findings.empty()) return true;
    conclude_life(std::move(findings), false);
    return false;
  }

  bool ask_also(const Step& step, const Exchange& answered, const Variables& variables,
                const std::string& place) {
    for (Derived& derived : derive(step.also, answered, variables)) {
      auto exchanges = send({std::move(derived.request)}, nullptr);
      if (!exchanges) return false;
      Exchange& exchange = exchanges->front();
      Examination examination = examine(derived, exchange, after(place, "also " + derived.name));
      if (examination.findings.empty()) continue;
      broke_ = exchange.end == Exchange::End::cut_short;
      conclude(std::move(exchange), std::move(examination));
      return false;
    }
    return true;
  }

  static void gather(const Step& step, const Exchange& exchange, Variables& variables) {
    for (const Capture& capture : step.gathers)
      if (auto value = find_value(capture.source, exchange.response))
        std::get<Json::Array>(variables.find(capture.name)->second.value).push_back(std::move(*value));
  }

  bool steer(const Step& step, Variables& variables, const std::string& place) {
    if (!server_.is_ours()) {
      seen_.error = Error{ErrorKind::machine, "this server is not started here", {}, "", {}};
      return false;
    }
    if (step.stop) return stop(step, variables, place);
    return step.start ? start(*step.start, variables, place) : use_data(step, variables, place);
  }

  bool stop(const Step& step, Variables& variables, const std::string& place) {
    if (server_.ended()) return false; // by itself
    const Stop& wanted = *step.stop;
    client_->retire_all();
    Departure departure;
    Nanos signalled{};
    const auto strike = [&] {
      if (step.raw) clock_.sleep_for(wanted.after);
      signalled = send_signals(wanted, departure);
    };
    bool fine = true;
    if (step.raw) {
      RawRun raw = raw_run();
      raw.when_read = strike;
      fine = run_raw(raw, *step.raw, variables, place);
    } else if (step.clients > 1) {
      // Any of them, and another one for another seed.
      Client::Stroke stroke{1 + seed_ % static_cast<std::uint64_t>(step.clients - 1), strike};
      fine = ask_all(step, variables, place, &stroke);
      fine = fine && (stroke.fallen || (strike(), true));
    } else {
      strike();
    }
    const bool lost = !fine && was_lost();
    if (lost && wanted.kill) conclude_life({}, false); // nobody answers then
    if (fine || lost) return depart(wanted, std::move(departure), signalled, place, lost && !wanted.kill);
    return false;
  }

  // SIGTERM, perhaps twice, or SIGKILL; says when the last one went.
  Nanos send_signals(const Stop& wanted, Departure& departure) {
    down_ = true;
    if (wanted.kill) {
      server_.kill();
      return clock_.now();
    }
    Nanos last = clock_.now();
    server_.terminate();
    if (wanted.refuses) {
      const Nanos until = last + *wanted.refuses;
      while (!server_.deaf() && clock_.now() < until && !interrupted()) clock_.sleep_for(look_for_end);
      departure.still_listens = !server_.deaf();
    }
    if (wanted.again) {
      clock_.sleep_for(std::max(last + *wanted.again - clock_.now(), Nanos{0}));
      last = clock_.now();
      server_.terminate();
    }
    return last;
  }

  // The answer to what was in flight did not come whole.
  bool was_lost() { return down_ && seen_.trial && seen_.trial->exchange.end == Exchange::End::cut_short; }

  bool depart(const Stop& wanted, Departure departure, Nanos signalled, const std::string& place, bool lost) {
    broke_ = false;
    const Nanos left = std::max(signalled + wanted.within - clock_.now(), Nanos{0});
    if (const auto& end = server_.ended(std::chrono::ceil<Millis>(left))) {
      const bool by_limit = !std::holds_alternative<Exited>(end->ending) &&
                            !std::holds_alternative<Signalled>(end->ending) &&
                            !std::holds_alternative<Stopped>(end->ending);
      if (by_limit) return down_ = false;
      departure.ending = end->ending;
      departure.data_lost = end->data_lost;
    }
    std::vector<Finding> findings = look_at(wanted, departure, place);
    if (lost) {
      const std::uint64_t size = seen_.trial->exchange.size;
      findings.insert(findings.begin(),
                      {"answer", "the whole answer to what was in progress",
                       size == 0 ? "" : "the first " + std::to_string(size) + " bytes of it", place});
    }
    if (findings.empty()) return true;
    conclude_life(std::move(findings), !departure.ending);
    return false;
  }

  // Shown with the exchange before it, if there is one.
  void conclude_life(std::vector<Finding> findings, bool endless) {
    Exchange exchange = seen_.trial ? std::move(seen_.trial->exchange) : unsent({});
    exchange.end = endless ? Exchange::End::silent : Exchange::End::answered;
    conclude(std::move(exchange), {std::move(findings), 0});
  }

  bool start(const Start& wanted, Variables& variables, const std::string& place) {
    const bool must_end = !wanted.exits.empty();
    held_.clear();
    if (auto begun = must_end ? server_.launch() : server_.begin(settings_); !begun) {
      seen_.error = begun.error();
      return false;
    }
    client_.emplace(server_.running(), clock_, server_.port());
    if (must_end) return await_end(wanted, place);
    down_ = false;
    variables.insert_or_assign("host", json_text(server_.host()));
    if (!server_.not_ready() && !server_.bad_probe()) return true;
    seen_.not_ready = server_.not_ready();
    if (server_.bad_probe()) conclude(*server_.bad_probe(), examine({}, *server_.bad_probe(), {}, place));
    return false;
  }

  bool await_end(const Start& wanted, const std::string& place) {
    Departure departure;
    if (const auto& end = server_.ended(wanted.within)) departure.ending = end->ending;
    auto findings = look_at(wanted, departure, place);
    if (!departure.ending) server_.kill();
    down_ = true;
    if (findings.empty()) return true;
    conclude_life(std::move(findings), false);
    return false;
  }

  bool use_data(const Step& step, Variables& variables, const std::string& place) {
    const auto path = server_.data() / step.data->path;
    if (step.data->write) {
      auto written = write_file(path, bytes_of(*step.data->write, variables));
      if (!written) seen_.error = written.error();
      return written.has_value();
    }
    std::optional<std::string> bytes;
    if (auto read = read_file(path, answer_limit)) bytes = std::move(*read);
    Examination examination = examine_data(step, bytes, variables, place);
    if (!examination.findings.empty()) {
      const std::size_t more = examination.more;
      conclude_life(std::move(examination.findings), false);
      seen_.trial->examination.more = more;
      return false;
    }
    Response content;
    content.body = bytes.value_or("");
    keep(step.captures, content, variables);
    return true;
  }

  // A line that does not come is shown with the exchange before it.
  bool await_line(const LogLine& wanted, const Variables& variables, const std::string& place) {
    if (!server_.has_log()) {
      seen_.error = Error{ErrorKind::machine, "the log of this server is not at hand", {}, "", {}};
      return false;
    }
    const Nanos until = clock_.now() + wanted.within;
    for (;;) {
      Examination examination = examine_log(wanted, server_.log_since_mark(), variables, place);
      if (examination.findings.empty()) return true;
      if (clock_.now() >= until || interrupted() || server_.ended()) {
        Exchange exchange = seen_.trial ? std::move(seen_.trial->exchange) : unsent({});
        exchange.end = Exchange::End::answered;
        conclude(std::move(exchange), std::move(examination));
        return false;
      }
      clock_.sleep_for(look_for_line);
    }
  }

  bool run_raw(RawRun& raw, const Raw& step, Variables& variables, const std::string& place) {
    Nanos until = clock_.now() + settings_.step;
    for (;;) {
      auto trial = raw.run(step, variables, place);
      if (trial) {
        const bool fine = trial->examination.findings.empty();
        broke_ = broke_ || trial->exchange.end == Exchange::End::cut_short;
        conclude(std::move(trial->exchange), std::move(trial->examination));
        return fine;
      }
      if (gave_up(trial.error(), until)) return false;
      clock_.sleep_for(connect_again);
    }
  }

  static void set_place(Variables& variables, int client, int round) {
    variables.insert_or_assign("client", json_integer(client));
    variables.insert_or_assign("round", json_integer(round));
  }

  // The same with `eventually`, until the time is over; invalid bytes end it at once.
  std::optional<std::vector<Exchange>> ask_until(const Step& step, Variables& variables, int round,
                                                 const std::string& place, Client::Stroke* stroke) {
    const Nanos until = clock_.now() + (step.eventually ? step.eventually->within : Millis{0});
    for (;;) {
      auto exchanges = ask(step, variables, round, place, stroke);
      const Nanos left = until - clock_.now();
      if (!exchanges || !step.eventually || left <= Nanos{0} || interrupted()) return exchanges;
      const Exchange& exchange = exchanges->front();
      if (exchange.end != Exchange::End::answered) return exchanges;
      if (examine(step, exchange, variables, place).findings.empty()) return exchanges;
      clock_.sleep_for(std::min<Nanos>(step.eventually->every, left));
    }
  }

  // The answers of one round; nothing when there are none.
  std::optional<std::vector<Exchange>> ask(const Step& step, Variables& variables, int round,
                                           const std::string& place, Client::Stroke* stroke) {
    std::vector<Request> requests;
    for (int client = 1; client <= step.clients; ++client) {
      set_place(variables, client, round);
      requests.push_back(fill_in(step, variables));
      if (auto flaw = flaw_of(requests.back())) {
        Finding finding{"request", "an earlier answer with values that can be sent on", flaw->what,
                        place_of(step, place, client, round)};
        conclude(unsent({}), {{std::move(finding)}, 0});
        return std::nullopt;
      }
    }
    return send(requests, stroke);
  }

  std::optional<std::vector<Exchange>> send(const std::vector<Request>& requests, Client::Stroke* stroke) {
    Nanos until = clock_.now() + settings_.step;
    for (;;) {
      auto exchanges = client_->send(requests, settings_.step, stroke);
      if (exchanges) return std::move(*exchanges);
      if (gave_up(exchanges.error(), until)) {
        conclude(unsent(requests.front()), {});
        return std::nullopt;
      }
      clock_.sleep_for(connect_again);
    }
  }

  static Exchange unsent(Request request) {
    Exchange exchange;
    exchange.request = std::move(request);
    exchange.end = Exchange::End::unsent;
    return exchange;
  }

  // A connection that does not come about says something of the server when that is dead or has stopped to
  // listen.
  bool gave_up(const Error& error, Nanos until) {
    if (error.kind == ErrorKind::interrupted) {
      seen_.error = error;
    } else if (const auto& end = server_.ended(death_shows)) {
      seen_.ending = end->ending;
    } else if (server_.deaf()) {
      seen_.not_ready =
          Finding{"server", "listens on PORT " + std::to_string(server_.port()), "has stopped to listen", ""};
    } else if (clock_.now() >= until) {
      seen_.error = error;
    } else {
      return false;
    }
    return true;
  }

  bool accept(const Step& step, Exchange& exchange, Variables& variables, Unique& unique,
              const std::string& place) {
    set_place(variables, exchange.client, exchange.round);
    std::string where = place_of(step, place, exchange.client, exchange.round);
    Examination examination = examine(step, exchange, variables, where);
    if (examination.findings.empty()) examination.findings = unique.take(exchange, where);
    broke_ = exchange.end == Exchange::End::cut_short;
    if (examination.findings.empty()) return true;
    conclude(std::move(exchange), std::move(examination));
    return false;
  }
};

} // namespace

std::vector<Observation> observe_at(Server& server, std::span<const Spec* const> checks,
                                    const Settings& settings, Clock& clock, std::uint64_t seed) {
  std::vector<Observation> observations;
  for (const Spec* check : checks)
    observations.push_back(CheckRun(*check, settings, server, clock, seed).run());
  return observations;
}

} // namespace bex::http
