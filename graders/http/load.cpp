#include "graders/http/load.hpp"

#include "graders/http/step.hpp"

#include <fmt/format.h>
#include <toml++/toml.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>

namespace bex::http {
namespace {

constexpr std::size_t pairs_at_a_time = 15, most_pairs = 45;
constexpr std::ptrdiff_t clear_lead = 5;
constexpr double clear = 2, near = 1.25; // times a bar, on either side
constexpr Nanos longest_slice = Millis(1'000);

// A text in there speaks of `${round}`, or a piece is drawn from it.
bool varies(const toml::node& node) {
  if (const auto* text = node.as_string()) return text->get().find("${round") != std::string::npos;
  if (const auto* array = node.as_array())
    return std::ranges::any_of(*array, [](const toml::node& item) { return varies(item); });
  const auto* table = node.as_table();
  if (!table) return false;
  return std::any_of(table->begin(), table->end(), [](const auto& entry) {
    const std::string_view key = entry.first.str();
    return key == "random" || key.find("${round") != std::string_view::npos || varies(entry.second);
  });
}

bool varies(Reader& step) {
  constexpr std::array<const char*, 9> spoken{"request", "headers",   "auth",  "json",  "text",
                                              "form",    "multipart", "bytes", "expect"};
  return std::ranges::any_of(spoken, [&](const char* key) {
    const toml::node* node = step.node(key);
    return node && varies(*node);
  });
}

// What speaks of rounds, or changes what is asked, has no place where nobody goes in step.
void refuse_what_goes_in_step(Reader& step) {
  for (const char* key :
       {"repeat", "eventually", "tally", "sum", "leaks", "also", "capture", "gather", "stop"})
    if (step.has(key))
      step.error_at_value(key, "clients of a `load` do not go in step", "",
                          "make another step with `" + std::string(key) + "`");
}

std::size_t nearest_rank(std::size_t count, std::size_t of_hundred) {
  return (count * of_hundred + 99) / 100 - 1;
}

std::string in_words(Nanos time) {
  const double ms = std::chrono::duration<double, std::milli>(time).count();
  return ms < 10 ? fmt::format("{:.2f} ms", ms) : fmt::format("{:.0f} ms", ms);
}

std::string a_second(Nanos each) {
  return fmt::format("{:.0f}", 1e9 / static_cast<double>(std::max<Nanos::rep>(1, each.count())));
}

double quotient(Nanos ours, Nanos theirs) {
  return static_cast<double>(ours.count()) / static_cast<double>(std::max<Nanos::rep>(1, theirs.count()));
}

Nanos scaled(Nanos time, double factor) {
  return Nanos(static_cast<Nanos::rep>(static_cast<double>(time.count()) * factor));
}

template <class Value> Value median_of(std::vector<Value> values) {
  const auto middle = values.begin() + static_cast<std::ptrdiff_t>(values.size() / 2);
  std::nth_element(values.begin(), middle, values.end());
  return *middle;
}

} // namespace

std::optional<Load> parse_load(Reader& step, const Step& of) {
  auto table = step.table("load");
  if (!table) return std::nullopt;
  Load load;
  if (const auto requests = table->integer("requests", 1, 1'000'000))
    load.requests = static_cast<std::size_t>(*requests);
  if (const auto ms = table->integer("ms", 10, 60'000)) load.time = Millis(*ms);
  if (table->has("requests") == table->has("ms"))
    step.error_at_value("load", "a load is a number of `requests`, or lasts so many `ms`", "",
                        "{ requests = 2000 } or { ms = 500 }");
  load.p50 = table->number("p50_ratio", 1, 1'000).value_or(0);
  load.p95 = table->number("p95_ratio", 1, 1'000).value_or(0);
  load.rate = table->number("rate_ratio", 1, 1'000).value_or(0);
  table->finish();
  refuse_what_goes_in_step(step);
  if (load.has_bar() && !of.when.empty())
    step.error_at_value("when", "a bar is for every submission", "", "leave `when` out");
  load.alike = of.unique.empty() && !of.expect.within && !of.expect.begins && !varies(step);
  return load;
}

bool has_bar(std::span<const Step> steps) {
  return std::ranges::any_of(steps, [](const Step& step) { return step.load && step.load->has_bar(); });
}

Pace pace_of(std::vector<Nanos> latencies, Nanos took) {
  Pace pace;
  pace.answers = latencies.size();
  if (latencies.empty()) return pace;
  std::ranges::sort(latencies);
  pace.p50 = latencies[nearest_rank(latencies.size(), 50)];
  pace.p95 = latencies[nearest_rank(latencies.size(), 95)];
  pace.p99 = latencies[nearest_rank(latencies.size(), 99)];
  pace.rate =
      static_cast<double>(latencies.size()) / std::max(1e-9, std::chrono::duration<double>(took).count());
  return pace;
}

std::string describe(const Pace& pace) {
  return fmt::format("{} answers: half of them within {}, 95 of 100 within {}, 99 within {}, {:.0f} a second",
                     pace.answers, in_words(pace.p50), in_words(pace.p95), in_words(pace.p99), pace.rate);
}

std::size_t Pairs::requests() const {
  if (!load_.requests) return std::numeric_limits<std::size_t>::max();
  return (*load_.requests + pairs_at_a_time - 1) / pairs_at_a_time;
}

Nanos Pairs::time() const {
  return load_.requests ? longest_slice : Nanos(load_.time) / static_cast<Nanos::rep>(pairs_at_a_time);
}

void Pairs::add(const Pace& ours, const Pace& theirs) {
  ours_.push_back(ours);
  theirs_.push_back(theirs);
}

std::vector<Pairs::Bar> Pairs::wanted() const {
  std::vector<Bar> wanted;
  for (const Bar& bar :
       {Bar{Bar::Of::p50, load_.p50}, Bar{Bar::Of::p95, load_.p95}, Bar{Bar::Of::rate, load_.rate}})
    if (bar.most > 0) wanted.push_back(bar);
  return wanted;
}

Nanos Pairs::time_of(Bar::Of of, const Pace& pace) {
  switch (of) {
  case Bar::Of::p50:
    return pace.p50;
  case Bar::Of::p95:
    return pace.p95;
  case Bar::Of::rate:
    break;
  }
  return Nanos(static_cast<Nanos::rep>(1e9 / std::max(1e-3, pace.rate)));
}

std::vector<double> Pairs::ratios(Bar::Of of) const {
  std::vector<double> ratios;
  for (std::size_t i = 0; i < ours_.size(); ++i)
    ratios.push_back(quotient(time_of(of, ours_[i]), time_of(of, theirs_[i])));
  std::ranges::sort(ratios);
  return ratios;
}

double Pairs::ratio(Bar::Of of) const {
  return median_of(ratios(of));
}

Nanos Pairs::median(Bar::Of of, const std::vector<Pace>& paces) const {
  std::vector<Nanos> times;
  for (const Pace& pace : paces) times.push_back(time_of(of, pace));
  return median_of(std::move(times));
}

bool Pairs::decided() const {
  const std::vector<Bar> bars = wanted();
  // How many more pairs are beyond a factor of two, above the bar or below it, than are not.
  const auto lead = [&](const Bar& bar, bool above) {
    const std::vector<double> all = ratios(bar.of);
    const auto far = std::ranges::count_if(
        all, [&](double ratio) { return above ? ratio > clear * bar.most : ratio < bar.most / clear; });
    return 2 * far - std::ssize(all);
  };
  if (std::ranges::any_of(bars, [&](const Bar& bar) { return lead(bar, true) >= clear_lead; }) ||
      std::ranges::all_of(bars, [&](const Bar& bar) { return lead(bar, false) >= clear_lead; }))
    return true;
  if (count() == 0 || count() % pairs_at_a_time != 0) return false;
  const auto far = [&](const Bar& bar) {
    const double share = ratio(bar.of) / bar.most;
    return share > near || share < 1 / near;
  };
  return count() >= most_pairs || std::ranges::all_of(bars, far);
}

std::vector<BarResult> Pairs::bars() const {
  std::vector<BarResult> results;
  for (const Bar& bar : wanted()) {
    const Nanos theirs = median(bar.of, theirs_);
    const char* what = bar.of == Bar::Of::p50 ? "p50" : bar.of == Bar::Of::p95 ? "p95" : "time for an answer";
    results.push_back({fmt::format("{:g} times the reference's {} of {}", bar.most, what, in_words(theirs)),
                       scaled(theirs, ratio(bar.of)), scaled(theirs, bar.most), false});
  }
  return results;
}

std::vector<Finding> Pairs::findings(const std::string& where) const {
  std::vector<Finding> findings;
  for (const Bar& bar : wanted()) {
    const double came = ratio(bar.of);
    if (came <= bar.most) continue;
    const Nanos theirs = median(bar.of, theirs_), ours = scaled(theirs, came);
    const bool rate = bar.of == Bar::Of::rate;
    const char* what = bar.of == Bar::Of::p50 ? "p50" : "p95";
    findings.push_back({"time",
                        rate ? fmt::format("at least {} a second, 1/{:g} of the reference",
                                           a_second(scaled(theirs, bar.most)), bar.most)
                             : fmt::format("{} at most {}, {:g} times the reference", what,
                                           in_words(scaled(theirs, bar.most)), bar.most),
                        rate ? fmt::format("{} a second, 1/{:.1f}", a_second(ours), came)
                             : fmt::format("{} of {}, {:.1f} times", what, in_words(ours), came),
                        where});
  }
  return findings;
}

std::string Pairs::table() const {
  std::string text = fmt::format("{:16}{:>12}{:>16}{:>9}\n", "", "yours", "the reference", "times");
  const auto line = [&](const char* name, Bar::Of of, auto show) {
    text += fmt::format("{:16}{:>12}{:>16}{:>9.1f}\n", name, show(median(of, ours_)),
                        show(median(of, theirs_)), ratio(of));
  };
  line("p50", Bar::Of::p50, in_words);
  line("p95", Bar::Of::p95, in_words);
  line("answers/second", Bar::Of::rate, a_second);
  return text;
}

std::string Pairs::advice() const {
  constexpr double uneven = 3;
  if (ratio(Bar::Of::p95) > uneven * ratio(Bar::Of::p50))
    return "most of your answers come soon, and some wait long: look for what they stand in line for, such "
           "as a "
           "lock, a pool that is full or work that blocks the loop";
  return "all of your answers are late: look at what is done anew for each request, and whether one has to "
         "wait "
         "for another";
}

} // namespace bex::http
