// What was seen of one check: everything that its judge needs.
#pragma once

#include "graders/check.hpp"
#include "graders/http/client.hpp"
#include "graders/http/expectation.hpp"
#include "graders/http/http.hpp"

#include <optional>
#include <span>
#include <string>
#include <vector>

namespace bex::http {

// The exchange that decided: the first that was not as expected, else the last of the check.
struct Trial {
  Exchange exchange; // its body is no longer there; without a method when nothing could be sent
  Examination examination;
};

struct Observation {
  std::optional<Error> error; // nothing can be said of the submission
  std::optional<Finding>
      not_ready; // why the server never was, or is no more: it lives, but has stopped to listen
  std::optional<Ending> ending; // of the server, when it had ended by the end of the check
  bool ended_before = false;    // and that before the first step
  std::optional<Trial> trial;
  bool by_itself = true;         // that request leads there alone: no step before it, no client beside it
  std::string host;              // of the server: "127.0.0.1:8123"
  Dial dial;                     // where a shell finds it
  std::string log;               // its last lines
  std::string pace;              // of a load: a sentence about it
  std::string paces;             // of one beside a reference: what was measured of both, as a table
  std::string around;            // what was different for the sake of later stages: a sentence
  std::vector<Exhibit> exhibits; // what else shows it, and what its upstream saw
  std::vector<Request> requests; // that lead there, in order, where they are known
  std::vector<BarResult> bars;
  std::string undecided;            // there was a bar: why nothing could be measured by it
  std::optional<Measured> measured; // the whole life of the server, which all checks of the group share
};

class Server;

// What bars of time are measured against.
struct Reference {
  Server* server = nullptr; // ready; it is asked whatever the checks ask
  std::string lacking = "this server is not started here, and nothing beside it";
};

// The checks in order against a server that is ready. `measured` is not there.
[[nodiscard]] std::vector<Observation> observe_at(Server& server, std::span<const Spec* const> checks,
                                                  const Settings& settings, Clock& clock, std::uint64_t seed,
                                                  const Reference& reference = {});

} // namespace bex::http
