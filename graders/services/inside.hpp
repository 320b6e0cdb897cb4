// Services inside the sandbox: this program again, with a word as its first argument.
#pragma once

#include "graders/services/service.hpp"
#include "sandboxes/base/fd.hpp"

#include <tl/expected.hpp>

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include <sys/types.h>

namespace bex::services {

// One to be started. `data` is a folder that is copied, and may be read-only; empty: none is there yet.
struct Given {
  std::string name;
  Engine engine = Engine::postgres;
  std::string server, maker, client;
  std::string data;
};

[[nodiscard]] std::string to_json(const std::vector<Given>& all);
[[nodiscard]] std::optional<std::vector<Given>> given_of(const std::string& json);

// `--with-services JSON PROGRAM ARGS...` starts what JSON (an array of Given) names and becomes PROGRAM.
inline constexpr std::string_view launch_word = "--with-services";
// `--with-marked-services MARK JSON PROGRAM ARGS...` does the same, and says MARK in a line of its own on
// stderr between what the servers log while they come up and all that comes later.
inline constexpr std::string_view marked_launch_word = "--with-marked-services";
// What was not done when they do not come up, for NotStarted::step.
inline constexpr std::string_view start_step = "start its services";
// `--make-service-data JSON` makes the data of the one that JSON names in /box/made/data, with the seed on
// stdin.
inline constexpr std::string_view make_word = "--make-service-data";

// Where the program and the services' data are mounted.
inline constexpr const char* program_inside = "/bexercise";
inline constexpr const char* data_inside = "/bexercise-services";

// A server that answers. It is a child of the caller, in a session of its own.
struct Started {
  pid_t process = 0;
  std::string folder; // its data, in `data`, and its socket
};

// What a server logs, and where to.
enum class Log {
  kept,      // problems: PostgreSQL to its stderr, the others to `log` in their folder
  told,      // problems, to its stderr
  statements // the same, and what PostgreSQL is asked
};

// Copies the data below `parent` and waits until the server takes connections, at most a minute. Its output
// goes to `log`, a descriptor. The error has words for the learner.
[[nodiscard]] tl::expected<Started, std::string> start(const Given& given, const std::string& parent, int log,
                                                       Log detail);

// A file without a name in /tmp that holds `text`, to be read from its beginning; -1 where there is no room.
// (Below level L3 the sandbox allows no memfd_create, whose memory nobody counts there.)
[[nodiscard]] Fd input_with(std::string_view text);

// The client that reads statements from stdin and prints rows without decoration, as who may see everything.
[[nodiscard]] std::vector<std::string> client_words(const Given& given, const std::string& folder);

// Nothing for any other word; else the exit code of the process.
[[nodiscard]] std::optional<int> run_inside(int argc, char** argv);

} // namespace bex::services
