#include "graders/upstream/wanted.hpp"

#include "graders/http/crowd.hpp"
#include "graders/upstream/hmac.hpp"
#include "sandboxes/base/text.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace bex::upstream {
namespace {

std::string line_text(const Arrival& arrival) {
  return arrival.request.method + " " + arrival.request.target;
}

std::string in_ms(Nanos time) {
  return fmt::format("{} ms", std::chrono::floor<Millis>(time).count());
}

// The part of a message that examinations know of.
http::Exchange exchange_of(const Arrival& arrival) {
  http::Exchange exchange;
  exchange.end = http::Exchange::End::answered;
  static_cast<http::Message&>(exchange.response) = arrival.request;
  return exchange;
}

std::optional<std::string> value_at(const http::Source& source, const Arrival& arrival) {
  http::Response response;
  static_cast<http::Message&>(response) = arrival.request;
  const auto value = http::find_value(source, response);
  return value ? std::optional(http::plain_text(*value)) : std::nullopt;
}

std::vector<std::size_t> like(const Wanted& wanted, std::span<const Arrival> arrivals,
                              const http::Variables& variables) {
  const Line line = line_of(http::render(wanted.lines.front(), variables));
  std::vector<std::size_t> found;
  for (std::size_t i = 0; i < arrivals.size(); ++i)
    if (!arrivals[i].fault && line.matches(arrivals[i].request)) found.push_back(i);
  return found;
}

const Millis& at_or_last(const std::vector<Millis>& limits, std::size_t i) {
  return limits[std::min(i, limits.size() - 1)];
}

class Examiner {
 public:
  Examiner(const Wanted& wanted, std::span<const Arrival> arrivals, std::size_t late,
           const http::Variables& variables, const std::string& where)
      : wanted_(wanted), arrivals_(arrivals), late_(late), variables_(variables), where_(where) {}

  Verdicts run() {
    if (wanted_.in_order)
      look_at_order();
    else
      look_at_those(like(wanted_, arrivals_, variables_));
    if (fine() && late_ > 0) {
      const std::size_t first = arrivals_.size() - late_;
      add("requests", "none for " + in_ms(*wanted_.quiet), line_text(arrivals_[first]), first);
    }
    return std::move(result_);
  }

 private:
  const Wanted& wanted_;
  std::span<const Arrival> arrivals_;
  std::size_t late_;
  const http::Variables& variables_;
  const std::string& where_;
  Verdicts result_;

  [[nodiscard]] bool fine() const { return result_.examination.findings.empty(); }

  void add(std::string label, std::string want, std::string got, std::optional<std::size_t> shown) {
    if (fine()) result_.shown = shown;
    result_.examination.findings.push_back({std::move(label), std::move(want), std::move(got), where_});
  }

  void look_at_order() {
    for (std::size_t i = 0; i < std::max(wanted_.lines.size(), arrivals_.size()) && fine(); ++i) {
      const std::string label = fmt::format("request {}", i + 1);
      const std::string want =
          i < wanted_.lines.size() ? http::render(wanted_.lines[i], variables_) : "no further one";
      if (i >= arrivals_.size())
        add(label, want, "", std::nullopt);
      else if (i >= wanted_.lines.size() || !line_of(want).matches(arrivals_[i].request))
        add(label, want, line_text(arrivals_[i]), i);
    }
  }

  void look_at_those(const std::vector<std::size_t>& those) {
    const std::string line = http::render(wanted_.lines.front(), variables_);
    const bool too_many = wanted_.most && those.size() > *wanted_.most;
    if (too_many || those.size() < wanted_.least)
      add("requests " + line, count_wanted(), std::to_string(those.size()),
          too_many ? std::optional(those[*wanted_.most]) : std::nullopt);
    for (std::size_t i = 0; i < those.size() && fine(); ++i) look_at(those[i], i, those.size());
    for (const http::Source& source : wanted_.same) look_at_values(source, those, true);
    for (const http::Source& source : wanted_.unique) look_at_values(source, those, false);
    if (fine() && wanted_.gaps) look_at_gaps(*wanted_.gaps, those);
  }

  [[nodiscard]] std::string count_wanted() const {
    if (!wanted_.most) return fmt::format("at least {}", wanted_.least);
    if (*wanted_.most == wanted_.least) return std::to_string(wanted_.least);
    return wanted_.least == 0 ? fmt::format("at most {}", *wanted_.most)
                              : fmt::format("{} to {}", wanted_.least, *wanted_.most);
  }

  void look_at(std::size_t at, std::size_t i, std::size_t count) {
    const Arrival& arrival = arrivals_[at];
    const std::string place = http::after(where_, http::numbered("request", i + 1, count));
    auto found = http::examine(wanted_.message, exchange_of(arrival), variables_, place);
    if (!found.findings.empty()) result_.shown = at, result_.examination = std::move(found);
    if (fine() && wanted_.signature) look_at_signature(*wanted_.signature, arrival, at);
    if (fine() && wanted_.gives_up && !arrival.said) {
      const Nanos waited = arrival.left ? *arrival.left - arrival.came : Nanos::max();
      if (waited > *wanted_.gives_up)
        add("patience", "the client gives up within " + in_ms(*wanted_.gives_up),
            arrival.left ? "it did after " + in_ms(waited) : "it was still waiting", at);
    }
  }

  void look_at_signature(const Signature& signature, const Arrival& arrival, std::size_t at) {
    std::string text = arrival.request.body;
    if (!signature.timestamp.empty())
      text = arrival.request.header(signature.timestamp).value_or("") + "." + text;
    const std::string want = signature.prefix + hmac_sha256(http::render(signature.secret, variables_), text);
    const std::string came = arrival.request.header(signature.header).value_or("");
    if (came != want) add("header " + signature.header, want, came, at);
  }

  void look_at_values(const http::Source& source, const std::vector<std::size_t>& those, bool same) {
    std::vector<std::optional<std::string>> values;
    for (std::size_t i = 0; i < those.size() && fine(); ++i) {
      values.push_back(value_at(source, arrivals_[those[i]]));
      const std::string label = fmt::format("{} of request {}", http::describe(source), i + 1);
      if (!values.back()) {
        add(label, "a value", "", those[i]);
      } else if (same && *values.back() != *values.front()) {
        add(label, "the same as in request 1: " + *values.front(), *values.back(), those[i]);
      } else if (!same && std::find(values.begin(), values.end() - 1, values.back()) != values.end() - 1) {
        add(label, "another than in any request before", *values.back(), those[i]);
      }
    }
  }

  void look_at_gaps(const Gaps& gaps, const std::vector<std::size_t>& those) {
    Nanos before{0};
    for (std::size_t i = 1; i < those.size() && fine(); ++i) {
      const Arrival& last = arrivals_[those[i - 1]];
      const Nanos gap = arrivals_[those[i]].came - (last.said ? *last.said : last.left.value_or(last.came));
      const std::string label = fmt::format("pause before request {}", i + 1);
      const auto refuse = [&](std::string want) { add(label, std::move(want), in_ms(gap), those[i]); };
      if (!gaps.least.empty() && gap < at_or_last(gaps.least, i - 1))
        refuse("at least " + in_ms(at_or_last(gaps.least, i - 1)));
      else if (!gaps.most.empty() && gap > at_or_last(gaps.most, i - 1))
        refuse("at most " + in_ms(at_or_last(gaps.most, i - 1)));
      else if (i > 1 && static_cast<double>(gap.count()) < gaps.growth * static_cast<double>(before.count()))
        refuse(
            fmt::format("at least {:g} times the pause before it, which was {}", gaps.growth, in_ms(before)));
      before = gap;
    }
  }
};

} // namespace

bool is_settled(const Wanted& wanted, std::span<const Arrival> arrivals, const http::Variables& variables) {
  if (std::ranges::any_of(arrivals, [](const Arrival& it) { return it.fault || !it.expected; })) return true;
  if (wanted.in_order) return arrivals.size() >= wanted.lines.size();
  const auto those = like(wanted, arrivals, variables);
  if (those.size() < wanted.least) return false;
  const auto waits = [&](std::size_t i) { return !arrivals[i].said && !arrivals[i].left; };
  return !wanted.gives_up || std::ranges::none_of(those, waits);
}

Verdicts examine_strays(std::span<const Arrival> arrivals, const Script& script) {
  Verdicts result;
  for (std::size_t i = 0; i < arrivals.size() && !result.shown; ++i) {
    const Arrival& arrival = arrivals[i];
    const std::string which = fmt::format("request {} to the upstream", i + 1);
    if (arrival.fault) {
      result.malformed = true;
      result.examination.findings.push_back({"protocol", arrival.fault->rule, arrival.fault->got,
                                             fmt::format("{}, byte {}", which, arrival.fault->offset)});
    } else if (!arrival.expected) {
      std::vector<std::string> routes;
      for (const Route& route : script.routes) routes.push_back(route.request);
      result.examination.findings.push_back(
          {which, routes.empty() ? "none" : join(routes, " or "), line_text(arrival), ""});
    } else {
      continue;
    }
    result.shown = i;
  }
  return result;
}

Verdicts examine(const Wanted& wanted, std::span<const Arrival> arrivals, std::size_t late,
                 const http::Variables& variables, const std::string& where) {
  return Examiner(wanted, arrivals, late, variables, where).run();
}

void keep(const Wanted& wanted, std::span<const Arrival> arrivals, http::Variables& variables) {
  const auto those = like(wanted, arrivals, variables);
  if (!those.empty())
    http::keep(wanted.message.captures, exchange_of(arrivals[those.front()]).response, variables);
}

} // namespace bex::upstream
