// Clients that do not wait for each other: each sends its next request as soon as its answer is there. How
// fast that goes, and how fast beside a reference.
#pragma once

#include "graders/check.hpp"
#include "graders/reader.hpp"
#include "sandboxes/base/units.hpp"

#include <cstddef>
#include <optional>
#include <span>
#include <string>
#include <vector>

namespace bex::http {

struct Step; // graders/http/step.hpp

// `load` of a step. A bar is how many times the reference's a time may be, or the reference's rate the
// submission's; 0: none.
struct Load {
  std::optional<std::size_t> requests; // of all clients together
  Millis time{};                       // instead: how long they go on
  // The same bytes are right again: neither the request nor what is expected changes from round to round, and
  // no time counts.
  bool alike = true;
  double p50 = 0, p95 = 0, rate = 0;

  [[nodiscard]] bool has_bar() const { return p50 > 0 || p95 > 0 || rate > 0; }
};

// `load` of a step that has been read otherwise.
[[nodiscard]] std::optional<Load> parse_load(Reader& step, const Step& of);
// Whether one of them has a bar: the check then wants a reference beside its server, and nothing else.
[[nodiscard]] bool has_bar(std::span<const Step> steps);

// How fast answers came.
struct Pace {
  std::size_t answers = 0;
  Nanos p50{}, p95{}, p99{}; // so many of 100 took no longer (nearest rank)
  double rate = 0;           // answers in a second
};
// `took`: from the first request to the last answer.
[[nodiscard]] Pace pace_of(std::vector<Nanos> latencies, Nanos took);
// "2000 answers: half of them within 1.2 ms, 95 of 100 within 3.4 ms, 99 within 7 ms, 9800 a second"
[[nodiscard]] std::string describe(const Pace& pace);

// Slices of a load, the submission's and its reference's in turn. Both meet the machine in the same mood, so
// their ratio says more than a time does, and the median of the ratios more than one of them.
class Pairs {
 public:
  explicit Pairs(const Load& load) : load_(load) {}

  [[nodiscard]] std::size_t requests() const; // of one slice; no limit where the load has a time
  [[nodiscard]] Nanos time() const;           // a slice begins no request after it

  void add(const Pace& ours, const Pace& theirs);
  [[nodiscard]] std::size_t count() const { return ours_.size(); }
  // As soon as five pairs more than the others are beyond a factor of two, below every bar or above one; else
  // after fifteen, and after as many again, at most forty-five, while a median is near its bar.
  [[nodiscard]] bool decided() const;
  [[nodiscard]] std::vector<BarResult> bars() const; // in the order p50, p95, rate; those that there are
  [[nodiscard]] std::vector<Finding> findings(const std::string& where) const; // a bar that is missed
  [[nodiscard]] std::string table() const;  // what was measured on both sides
  [[nodiscard]] std::string advice() const; // what to look at

 private:
  struct Bar {
    enum class Of { p50, p95, rate } of;
    double most;
  };

  Load load_;
  std::vector<Pace> ours_, theirs_;

  [[nodiscard]] std::vector<Bar> wanted() const;
  // For one answer of the rate, how long that takes.
  [[nodiscard]] static Nanos time_of(Bar::Of of, const Pace& pace);
  [[nodiscard]] std::vector<double> ratios(Bar::Of of) const; // in order of size
  [[nodiscard]] double ratio(Bar::Of of) const;               // the median
  [[nodiscard]] Nanos median(Bar::Of of, const std::vector<Pace>& paces) const;
};

} // namespace bex::http
