// The answers of one step taken together: those of a round, and of all rounds.
#pragma once

#include "graders/http/pattern_reader.hpp"
#include "graders/http/step.hpp"
#include "graders/verdict.hpp"
#include "sandboxes/sandbox.hpp"

#include <cstdint>
#include <map>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace bex::http {

// `tally` and `sum`, and `leaks`, of a step.
[[nodiscard]] Crowd parse_crowd(Reader& step, PatternReader& patterns);
[[nodiscard]] std::optional<Leaks> parse_leaks(Reader& step, int repeat);

// Parts of where something is: "step 2 of 3", or nothing of an only one; one part after another.
[[nodiscard]] std::string numbered(const char* what, std::size_t number, std::size_t of);
[[nodiscard]] std::string after(const std::string& place, const std::string& more);
// "step 2 of 3, client 4, round 1": without what there is only one of.
[[nodiscard]] std::string place_of(const Step& step, const std::string& place, int client, int round);

// Values that must differ in all answers of the step.
class Unique {
 public:
  explicit Unique(const Step& step) : step_(step) {}
  // What this answer has in common with one before it, or lacks.
  [[nodiscard]] std::vector<Finding> take(const Exchange& exchange, const std::string& where);

 private:
  const Step& step_;
  std::map<std::pair<std::size_t, std::string>, std::pair<int, int>> first_; // client and round, by source
                                                                             // and value
};

// What is not as it should be among the answers of one round, and the number of one that shows it.
struct Misfit {
  std::vector<Finding> findings;
  std::size_t shown = 0;
};
[[nodiscard]] std::optional<Misfit> examine_round(const Step& step, std::span<const Exchange> answers,
                                                  const Variables& variables, const std::string& where);

// After `round` of the step's rounds: nothing while there is time left for the others.
[[nodiscard]] std::vector<Finding> late(const Step& step, int round, Nanos took, const std::string& where);

// As many connections as the server has room for, at most `count`, each with another part of `head`, which is
// never whole: the first says nothing at all.
[[nodiscard]] std::vector<Fd> linger(Running& server, Clock& clock, std::uint16_t port, std::string_view head,
                                     int count);

// What the server holds once it has settled: what it closes after an answer takes it a moment. Nothing where
// the machine does not tell.
[[nodiscard]] std::optional<Census> settled(Running& server, Clock& clock);
[[nodiscard]] std::vector<Finding> leaked(const Leaks& leaks, const Census& half, const Census& end,
                                          int rounds, const std::string& where);

} // namespace bex::http
