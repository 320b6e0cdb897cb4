#include "graders/http/http.hpp"

#include "graders/http/log.hpp"
#include "graders/http/observation.hpp"
#include "graders/http/raw.hpp"
#include "graders/http/server.hpp"
#include "graders/measure.hpp"
#include "sandboxes/base/interrupt.hpp"

#include <map>
#include <utility>

namespace bex::http {
namespace {

constexpr Millis death_shows{300}; // from the break of a connection to the news of the end behind it
constexpr Millis connect_again{20};
constexpr Millis look_for_line{10};
constexpr std::size_t longest_value = 64 << 10;

std::string numbered(const char* what, std::size_t number, std::size_t of) {
  return of > 1 ? std::string(what) + " " + std::to_string(number) + " of " + std::to_string(of) : "";
}

// One check against a server that may be there or not.
class CheckRun {
 public:
  CheckRun(const Spec& spec, const Settings& settings, Server& server, Clock& clock, std::uint64_t seed)
      : spec_(spec), settings_(settings), server_(server), clock_(clock), seed_(seed),
        client_(server.running(), clock, server.port()) {}

  Observation run() {
    if (const auto& end = server_.ended()) {
      seen_.ending = end->ending;
      seen_.ended_before = true;
    } else {
      server_.mark_log();
      run_rows();
    }
    if (!seen_.ending) {
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
  Client client_;
  Observation seen_;
  std::vector<Fd> held_; // connections that stay until the end of the check
  bool broke_ = false;   // a connection ended in mid answer, or none came about

  struct Place {
    int client = 1, round = 1;
  };
  using Values = std::map<std::pair<std::size_t, std::string>, Place>; // number of the source, value

  void run_rows() {
    for (std::size_t row = 0; row < spec_.rows.size(); ++row) {
      Variables variables;
      for (const auto& [name, value] : spec_.rows[row]) variables.emplace(name, json_text(value));
      variables.emplace("host", json_text(server_.host()));
      variables.emplace("port", json_integer(server_.port()));
      variables.emplace("seed", json_unsigned(seed_));
      for (std::size_t step = 0; step < spec_.steps.size(); ++step) {
        std::string place = numbered("step", step + 1, spec_.steps.size());
        std::string of_row = numbered("row", row + 1, spec_.rows.size());
        if (!of_row.empty()) place += (place.empty() ? "" : ", ") + of_row;
        const Step& now = spec_.steps[step];
        if (!now.log && !now.file)
          seen_.by_itself = step == 0 && now.clients == 1 && (now.repeat == 1 || now.raw);
        if (!run_step(now, variables, place)) return client_.drop();
      }
    }
    if (auto stray = client_.settle()) {
      Examination examination = examine({}, *stray, {}, "");
      conclude(std::move(*stray), std::move(examination));
    }
  }

  void conclude(Exchange exchange, Examination examination) {
    exchange.response.body.clear();
    for (Finding& finding : examination.findings) {
      if (finding.got.size() > longest_value) finding.got.resize(longest_value);
    }
    seen_.trial = Trial{std::move(exchange), std::move(examination)};
  }

  bool run_step(const Step& step, Variables& variables, const std::string& place) {
    if (step.log) return await_line(*step.log, variables, place);
    if (step.file) return change_file(*step.file, variables);
    if (step.raw) {
      client_.retire_all();
      RawRun raw{server_.running(), clock_, server_.port(), settings_.step, held_};
      for (int round = 1; round <= step.repeat; ++round) {
        set_place(variables, 1, round);
        if (!run_raw(raw, *step.raw, variables, place_of(step, place, 1, round))) return false;
      }
      return true;
    }
    Values values;
    for (int round = 1; round <= step.repeat; ++round) {
      auto exchanges = ask_until(step, variables, round, place);
      if (!exchanges) return false;
      for (Exchange& exchange : *exchanges) {
        exchange.round = round;
        if (!accept(step, exchange, variables, values, place)) return false;
      }
      if (round == step.repeat) {
        keep_captures(step, exchanges->front(), variables);
        conclude(std::move(exchanges->front()), {});
      }
    }
    return true;
  }

  bool change_file(const TreeEntry& entry, const Variables& variables) {
    auto changed = server_.put(entry, variables);
    if (!changed) seen_.error = changed.error();
    return changed.has_value();
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

  std::string place_of(const Step& step, const std::string& place, int client, int round) {
    std::string text = place;
    auto add = [&](const char* what, int number) {
      text += (text.empty() ? "" : ", ") + std::string(what) + std::to_string(number);
    };
    if (step.clients > 1) add("client ", client);
    if (step.repeat > 1) add("round ", round);
    return text;
  }

  static void set_place(Variables& variables, int client, int round) {
    variables.insert_or_assign("client", json_integer(client));
    variables.insert_or_assign("round", json_integer(round));
  }

  // The same with `eventually`, until the time is over; invalid bytes end it at once.
  std::optional<std::vector<Exchange>> ask_until(const Step& step, Variables& variables, int round,
                                                 const std::string& place) {
    const Nanos until = clock_.now() + (step.eventually ? step.eventually->within : Millis{0});
    for (;;) {
      auto exchanges = ask(step, variables, round, place);
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
                                           const std::string& place) {
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
    Nanos until = clock_.now() + settings_.step;
    for (;;) {
      auto exchanges = client_.send(requests, settings_.step);
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

  bool accept(const Step& step, Exchange& exchange, Variables& variables, Values& values,
              const std::string& place) {
    set_place(variables, exchange.client, exchange.round);
    std::string where = place_of(step, place, exchange.client, exchange.round);
    Examination examination = examine(step, exchange, variables, where);
    if (examination.findings.empty()) examination.findings = twins(step, exchange, values, where);
    broke_ = exchange.end == Exchange::End::cut_short;
    if (examination.findings.empty()) return true;
    conclude(std::move(exchange), std::move(examination));
    return false;
  }

  std::vector<Finding> twins(const Step& step, const Exchange& exchange, Values& values,
                             const std::string& where) {
    std::vector<Finding> found;
    for (std::size_t i = 0; i < step.unique.size(); ++i) {
      std::string label = describe(step.unique[i]);
      auto value = find_value(step.unique[i], exchange.response);
      if (!value) {
        found.push_back({label, "a value that no other answer has", "", where});
        continue;
      }
      Place here{exchange.client, exchange.round};
      auto [earlier, fresh] = values.emplace(std::pair(i, plain_text(*value)), here);
      if (fresh) continue;
      std::string other = place_of(step, "", earlier->second.client, earlier->second.round);
      found.push_back({label, "another value than in the answer to " + other, plain_text(*value), where});
    }
    return found;
  }

  void keep_captures(const Step& step, const Exchange& exchange, Variables& variables) {
    for (const Capture& capture : step.captures) {
      if (auto value = find_value(capture.source, exchange.response)) {
        variables.insert_or_assign(capture.name, std::move(*value));
      }
    }
  }
};

std::vector<Observation> all_alike(std::size_t count, const Observation& observation) {
  return std::vector<Observation>(count, observation);
}

Observation unready(Server& server) {
  Observation seen;
  seen.not_ready = server.not_ready();
  if (const auto& end = server.ended()) seen.ending = end->ending;
  if (server.bad_probe()) {
    Trial trial{*server.bad_probe(), examine({}, *server.bad_probe(), {}, "")};
    trial.exchange.response.body.clear();
    seen.trial = std::move(trial);
  }
  seen.host = server.host();
  seen.log = server.log();
  return seen;
}

} // namespace

std::vector<Observation> observe_at(Server& server, std::span<const Spec* const> checks,
                                    const Settings& settings, Clock& clock, std::uint64_t seed) {
  std::vector<Observation> observations;
  for (const Spec* check : checks)
    observations.push_back(CheckRun(*check, settings, server, clock, seed).run());
  return observations;
}

std::vector<Observation> observe(std::span<const Spec* const> checks, const Settings& settings,
                                 Context& context) {
  Observation failed;
  const auto turn = context.turns.beside();
  if (!turn) {
    failed.error = turn.error();
    return all_alike(checks.size(), failed);
  }
  auto server = Server::start(settings, context);
  if (!server) {
    failed.error = server.error();
    return all_alike(checks.size(), failed);
  }
  std::vector<Observation> observations;
  if (server->not_ready() || server->bad_probe()) {
    observations = all_alike(checks.size(), unready(*server));
  } else {
    observations = observe_at(*server, checks, settings, context.clock, context.seed);
  }
  const auto& end = server->ended();
  Measured measured = measured_of(end ? *end : server->stop(), context.submission.limits);
  for (Observation& observation : observations) observation.measured = measured;
  return observations;
}

} // namespace bex::http
