#include "graders/http/check_run.hpp"
#include "graders/http/security.hpp"

#include "sandboxes/base/interrupt.hpp"

#include <utility>

namespace bex::http {
namespace {

constexpr Millis connect_again{20};

} // namespace

RawRun CheckRun::raw_run() {
  return {server_.running(), clock_, server_.port(), settings_.step, held_};
}

bool CheckRun::ask_all(const Step& step, Variables& variables, const std::string& place,
                       Client::Stroke* stroke) {
  Unique unique(step);
  std::vector<Fd> slow;
  if (step.slow_clients > 0) slow = crowd_in(step, variables);
  std::optional<Census> half;
  const Nanos begun = clock_.now();
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
    if (auto findings = late(step, round, clock_.now() - begun, place); !findings.empty()) {
      conclude(std::move(exchanges->front()), {std::move(findings), 0});
      return false;
    }
    if (round == step.repeat) {
      keep(step.captures, exchanges->front().response, variables);
      if (!ask_more(derive(step.also, exchanges->front(), variables), "also ", place)) return false;
      if (step.security) {
        seen_.by_itself = false;
        const auto heard = [this](const auto& paths, Millis patience) { return canary(paths, patience); };
        if (!ask_more(attack(*step.security, exchanges->front(), variables, heard), "", place)) return false;
      }
      conclude(std::move(exchanges->front()), {});
    }
  }
  return !step.leaks || is_tight(step, half, place);
}

std::vector<Fd> CheckRun::crowd_in(const Step& step, Variables& variables) {
  client_->retire_all();
  set_place(variables, 1, 1);
  const std::string bytes = bytes_of(fill_in(step, variables));
  const std::string_view head = std::string_view(bytes).substr(0, bytes.find("\r\n\r\n"));
  return linger(server_.running(), clock_, server_.port(), head, step.slow_clients);
}

std::optional<Census> CheckRun::take_stock() {
  client_->retire_all();
  return settled(server_.running(), clock_);
}

bool CheckRun::is_tight(const Step& step, const std::optional<Census>& half, const std::string& place) {
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

bool CheckRun::ask_more(std::vector<Derived> requests, const char* why, const std::string& place) {
  for (Derived& derived : requests) {
    auto exchanges = send({std::move(derived.request)}, nullptr);
    if (!exchanges) return false;
    Exchange& exchange = exchanges->front();
    Examination examination = examine(derived, exchange, after(place, why + derived.name));
    if (examination.findings.empty()) {
      if (derived.then && !ask_more(derived.then(exchange), why, place)) return false;
      continue;
    }
    broke_ = exchange.end == Exchange::End::cut_short;
    conclude(std::move(exchange), std::move(examination));
    return false;
  }
  return true;
}

void CheckRun::gather(const Step& step, const Exchange& exchange, Variables& variables) {
  for (const Capture& capture : step.gathers)
    if (auto value = find_value(capture.source, exchange.response))
      std::get<Json::Array>(variables.find(capture.name)->second.value).push_back(std::move(*value));
}

bool CheckRun::run_raw(RawRun& raw, const Raw& step, Variables& variables, const std::string& place) {
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

void CheckRun::set_place(Variables& variables, int client, int round) {
  variables.insert_or_assign("client", json_integer(client));
  variables.insert_or_assign("round", json_integer(round));
}

std::optional<std::vector<Exchange>> CheckRun::ask_until(const Step& step, Variables& variables, int round,
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

std::optional<std::vector<Exchange>> CheckRun::ask(const Step& step, Variables& variables, int round,
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

std::optional<std::vector<Exchange>> CheckRun::send(const std::vector<Request>& requests,
                                                    Client::Stroke* stroke) {
  Nanos until = clock_.now() + settings_.step;
  if (settings_.own_connection) client_->retire_all();
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

Exchange CheckRun::unsent(Request request) {
  Exchange exchange;
  exchange.request = std::move(request);
  exchange.end = Exchange::End::unsent;
  return exchange;
}

bool CheckRun::gave_up(const Error& error, Nanos until) {
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

bool CheckRun::accept(const Step& step, Exchange& exchange, Variables& variables, Unique& unique,
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

} // namespace bex::http
