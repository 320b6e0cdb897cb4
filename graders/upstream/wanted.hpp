// What a pack expects to have arrived, and whether it has. Pure.
#pragma once

#include "graders/http/expectation.hpp"
#include "graders/upstream/room.hpp"

#include <optional>
#include <span>
#include <string>
#include <utility>
#include <vector>

namespace bex::upstream {

// From the end of one request (our answer's last byte, or the moment when the client gave up) to the arrival
// of the next.
struct Gaps {
  std::vector<Millis> least,
      most;          // of the first gap, the second, ...; the last one holds for all further ones
  double growth = 0; // each is at least so many times the one before
};

// HMAC-SHA256 of the body, in hexadecimal digits.
struct Signature {
  std::string header; // that holds it
  http::Template secret;
  std::string prefix;    // what stands before the digits, such as "sha256="
  std::string timestamp; // a header whose value and a point are signed before the body; empty: none
};

// A step of a check: it looks at what has arrived since the check began.
struct Wanted {
  std::vector<http::Template> lines; // "METHOD /path", as of a Route
  bool in_order = false; // these, one after the other, and no others; else those like the only line
  std::size_t least = 1; // how many are like it
  std::optional<std::size_t> most;
  Millis within{1'000};        // so long they are waited for
  std::optional<Millis> quiet; // and then nothing at all arrives for so long
  http::Step message;          // `expect` and `captures` are used: of each of them, and of the first one
  std::vector<http::Source> same, unique; // what has one value in all of them, and what has another in each
  std::optional<Gaps> gaps;
  std::optional<Signature> signature;
  std::optional<Millis>
      gives_up; // from the arrival of one that stays without an answer until the client ends it
};

// Nothing that is still awaited can make a difference.
[[nodiscard]] bool is_settled(const Wanted& wanted, std::span<const Arrival> arrivals,
                              const http::Variables& variables);

struct Verdicts {
  http::Examination examination;
  std::optional<std::size_t> shown; // which arrival is at fault
  bool malformed = false;           // and it is no request
};
// Bytes that are no request, and requests that no route takes, whatever is wanted.
[[nodiscard]] Verdicts examine_strays(std::span<const Arrival> arrivals, const Script& script);
// `late`: how many of them came when it should have been quiet. `where` stands in all findings.
[[nodiscard]] Verdicts examine(const Wanted& wanted, std::span<const Arrival> arrivals, std::size_t late,
                               const http::Variables& variables, const std::string& where);

// What the captures find in the first of those that are wanted becomes variables.
void keep(const Wanted& wanted, std::span<const Arrival> arrivals, http::Variables& variables);

} // namespace bex::upstream
