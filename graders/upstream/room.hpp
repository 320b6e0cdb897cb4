// Where requests of the program arrive: what came when, and what it was told.
#pragma once

#include "graders/upstream/script.hpp"

#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace bex::upstream {

// A request, or bytes that are none. Times are those of CLOCK_MONOTONIC.
struct Arrival {
  http::ReceivedRequest request;
  std::string raw;                  // its first bytes, as they came
  std::optional<http::Fault> fault; // why it is no request
  bool expected = true;             // a route takes it
  Nanos came{};                     // its last byte
  std::optional<Nanos> said;        // when the last byte of our answer went
  std::optional<Nanos> left;        // when the client ended the connection before that
  std::string answered;             // Answer::name
};

// Not for several threads at once.
class Room {
 public:
  static constexpr std::size_t most_arrivals = 5'000; // further requests get 404 and leave no trace
  static constexpr std::size_t body_limit = 1 << 20;  // of one request

  // From the script's beginning; what arrived before is forgotten.
  void play(Script script, http::Variables variables, Nanos now);

  struct Given {
    std::shared_ptr<Arrival> arrival;
    Answer answer;
  };
  [[nodiscard]] Given receive(http::ReceivedRequest request, std::string raw, Nanos now);
  [[nodiscard]] Given receive(http::Fault fault, std::string raw, Nanos now);

  [[nodiscard]] std::vector<Arrival> arrivals() const; // in the order of their last bytes
  [[nodiscard]] Nanos began() const { return began_; } // when the script did
  [[nodiscard]] Certificate certificate() const { return script_.certificate; }

 private:
  std::shared_ptr<Arrival> note(Arrival arrival);

  Script script_;
  http::Variables variables_;
  Nanos began_{};
  std::vector<std::size_t> counts_; // of requests that each route has taken
  std::vector<std::shared_ptr<Arrival>> arrivals_;
};

// "POST /charges  ->  503": what came, and what became of it.
[[nodiscard]] std::string told(const Arrival& arrival);
// What stands above these lines; a wrong certificate is named there.
[[nodiscard]] std::string heading(const Script& script);
// One line for each: when it came, counted from `began`, and what became of it.
[[nodiscard]] std::string told(const std::vector<Arrival>& arrivals, Nanos began);

} // namespace bex::upstream
