// Inside the sandbox: the steps of a check, played one after the other by this program, with what came of
// each as one line of JSON on stdout.
#pragma once

#include "graders/services/inside.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace bex::command {

struct Call {
  std::vector<std::string> words; // the whole command; of a look at a service empty
  std::string input;
  std::string service; // that is looked at
};

struct Task {
  std::string services = "[]"; // as services::to_json writes them
  std::vector<Call> calls;
};

// What a call came to. A stream is cut behind `most_output` bytes.
struct Played {
  int exit = 0, signal = 0; // one of the two
  std::string out, err;
  std::vector<std::string> statements; // that PostgreSQL was sent meanwhile, without those that only begin or
                                       // end transactions or set something
  int connections = 0;
  std::int64_t began = 0, ended = 0; // CLOCK_MONOTONIC in ns
  std::string log;                   // of the other engines: what they logged meanwhile
};

inline constexpr std::size_t most_output = 1u << 20;
inline constexpr int no_service =
    69; // exit code of the session when a service does not start; stderr says why

[[nodiscard]] std::string to_json(const Task& task);
[[nodiscard]] std::optional<Task> task_of(const std::string& json);
[[nodiscard]] std::string to_json(const Played& played);             // any bytes survive
[[nodiscard]] std::vector<Played> played_of(std::string_view lines); // up to the first that is none

// What a server's log says that it was asked
// (https://www.postgresql.org/docs/15/runtime-config-logging.html).
void read_log(std::string_view log, Played& played);

inline constexpr std::string_view session_word = "--play-session";
// Nothing for any other word; else the exit code of the process.
[[nodiscard]] std::optional<int> run_inside(std::string_view word);

} // namespace bex::command
