// The command line, as data. CLI11 stays inside args.cpp.
#pragma once

#include "runner/cli/exit_code.hpp"
#include "runner/cli/quantity.hpp"
#include "sandboxes/base/error.hpp"

#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <variant>
#include <vector>

namespace bex::cli {

enum class Color { automatic, always, never };

// Of `run`, as it was typed.
struct RunWords {
  LimitWords limits;
  std::vector<std::string> mounts; // HOST:INSIDE
  std::vector<std::string> env;    // NAME=VALUE
  std::string box;                 // a folder, or `none`
  bool network = false;
  std::vector<std::string> command; // what stands behind `--`
};

struct Args {
  std::string verb; // "next", "pack verify", ...
  // common to all
  bool json = false;
  bool unsafe = false;
  Color color = Color::automatic;
  std::filesystem::path workspace;
  // of the verbs that have them; empty when not given
  std::string pack;     // an id, or a path of an author's folder
  std::string exercise; // "slug" or "pack/slug"
  std::string language;
  std::string source; // of fetch: URL[@REF]
  std::string check;
  std::filesystem::path path;
  bool update = false;
  bool all = false;
  bool record = false;
  bool every_stage = false;
  std::optional<std::size_t> sample;
  std::optional<std::uint64_t> seed;
  std::string port;
  std::string url, db, cacert; // of probe
  RunWords run;
};

// What --help, --version or a mistake print, and the exit code that follows.
struct Farewell {
  std::string text;
  ExitCode code = ExitCode::ok;
  Errors errors = {}; // of a mistake, in place of the text
  Args args = {};     // the verb, as far as it was understood, and how to answer
};

[[nodiscard]] std::variant<Args, Farewell> parse_args(int argc, const char* const* argv);

} // namespace bex::cli
