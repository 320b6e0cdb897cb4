#include "graders/http/check_run.hpp"

#include "sandboxes/base/interrupt.hpp"

#include <utility>

namespace bex::http {
namespace {

constexpr Millis look_for_line{10};
constexpr Millis look_for_end{2};

} // namespace

bool CheckRun::change_file(const TreeEntry& entry, const Variables& variables) {
  auto changed = server_.put(entry, variables);
  if (!changed) seen_.error = changed.error();
  return changed.has_value();
}

bool CheckRun::steer(const Step& step, Variables& variables, const std::string& place) {
  if (!server_.is_ours()) {
    seen_.error = Error{ErrorKind::machine, "this server is not started here", {}, "", {}};
    return false;
  }
  if (step.stop) return stop(step, variables, place);
  return step.start ? start(*step.start, variables, place) : use_data(step, variables, place);
}

bool CheckRun::stop(const Step& step, Variables& variables, const std::string& place) {
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

Nanos CheckRun::send_signals(const Stop& wanted, Departure& departure) {
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

bool CheckRun::was_lost() {
  return down_ && seen_.trial && seen_.trial->exchange.end == Exchange::End::cut_short;
}

bool CheckRun::depart(const Stop& wanted, Departure departure, Nanos signalled, const std::string& place,
                      bool lost) {
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

void CheckRun::conclude_life(std::vector<Finding> findings, bool endless) {
  Exchange exchange = seen_.trial ? std::move(seen_.trial->exchange) : unsent({});
  exchange.end = endless ? Exchange::End::silent : Exchange::End::answered;
  conclude(std::move(exchange), {std::move(findings), 0});
}

bool CheckRun::start(const Start& wanted, Variables& variables, const std::string& place) {
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

bool CheckRun::await_end(const Start& wanted, const std::string& place) {
  Departure departure;
  if (const auto& end = server_.ended(wanted.within)) departure.ending = end->ending;
  auto findings = look_at(wanted, departure, place);
  if (!departure.ending) server_.kill();
  down_ = true;
  if (findings.empty()) return true;
  conclude_life(std::move(findings), false);
  return false;
}

bool CheckRun::use_data(const Step& step, Variables& variables, const std::string& place) {
  const auto path = server_.data() / step.data->path;
  if (step.data->write) {
    auto written = write_file(path, bytes_of(*step.data->write, variables));
    if (!written) seen_.error = written.error();
    return written.has_value();
  }
  if (!step.data->hides.empty()) {
    auto findings = look_for_secrets(*step.data, server_.data(), server_.log_since_mark(), variables, place);
    if (findings.empty()) return true;
    conclude_life(std::move(findings), false);
    return false;
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

bool CheckRun::await_line(const LogLine& wanted, const Variables& variables, const std::string& place) {
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

} // namespace bex::http
