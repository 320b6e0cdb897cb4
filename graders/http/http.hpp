// Servers that the learner wrote, judged by what crosses the wire.
#pragma once

#include "graders/check.hpp"
#include "graders/http/draw.hpp"
#include "graders/http/step.hpp"
#include "graders/reader.hpp"
#include "graders/upstream/script.hpp"

#include <filesystem>
#include <map>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace bex::http {

// [http.profile]: what a later stage of a project wants of the earlier ones, when it is submitted.
struct Profile {
  std::vector<std::pair<std::string, std::string>> env; // given to the server; a stage's own go before
  int silent_connections = 0;          // that say nothing, and stay open as long as each check lasts
  bool connection_per_request = false; // asked once more like this, where one could carry several requests

  [[nodiscard]] bool none() const {
    return env.empty() && silent_connections == 0 && !connection_per_request;
  }
};

// [http] of exercise.toml
struct Settings {
  std::string ready; // path that must answer anything at all before the first step; empty: a listening socket
                     // is enough
  Millis start{10'000};                                 // to listen, and to answer `ready`
  Millis step{5'000};                                   // to answer one request
  std::vector<std::pair<std::string, std::string>> env; // given to the server, beside PORT and DATA_DIR
  std::optional<Tree> tree;                             // files that it may read
  bool tls = false;                                     // it speaks TLS, with a certificate made for it
  std::optional<upstream::Place> upstream;              // another server, which is ours, for it to ask
  Library library;                                      // flows and schemas
  Profile profile;                                      // for the stages before this one
  Profile around;              // of the stages behind it, up to the one that is submitted
  bool own_connection = false; // each request has one of its own: of the second turn that `around` wants
};

struct Spec {
  std::vector<std::map<std::string, std::string>> rows; // for_each; one empty row when the check has none
  int trials = 1;                                       // all rows so many times
  upstream::Script upstream;                            // what it says, from the beginning in each turn
  std::vector<Draw> draws;                              // anew for each row of each trial
  std::vector<Step> steps;                              // run in order, once for each row
  // Of a server of its own: beside the settings' variables, or in their place.
  std::vector<std::pair<std::string, std::string>> env;
};

// What all steps of a turn know: its row, what is drawn for it, `seed` and `trial`. Turns are the rows of one
// trial, then those of the next.
[[nodiscard]] Variables known_in(const Spec& spec, std::size_t turn, std::uint64_t seed);

// Such a check shares its server with no other: it steers its life, or has an environment of its own.
[[nodiscard]] bool is_apart(const Spec& spec);

struct Observation; // graders/http/observation.hpp: the exchanges up to the first that is not as expected,
                    // and how the server fared

Settings parse_settings(Reader& table);
// An earlier stage under the profile of a later one, beside those that it is under already.
[[nodiscard]] Settings under_profile(Settings earlier, const Settings& later);
Spec parse(Reader& check, const Settings& settings, const std::filesystem::path& exercise);
// One server for all checks of a group, started fresh, but for those apart, which have one of their own, and
// those with a bar, which come last, alone on the machine but for their reference; the
// checks run in order. A check after the death of the server sees it dead.
std::vector<Observation> observe(std::span<const Spec* const> checks, const Settings& settings,
                                 Context& context);
Outcome judge(const Spec& check, const Observation& observation);

} // namespace bex::http
