// An exercise's program run by hand: what `serve` and `sh` share.
#pragma once

#include "runner/cli/grading.hpp"

#include <string>

namespace bex::cli {

// Nobody works longer at a stretch: what ends a program that was forgotten.
inline constexpr Millis by_hand{24 * 3600 * 1000};

struct Workbench {
  Target target;
  Submission submission;
  std::optional<Program> program; // none when it does not build
  std::string why;                // what the build said then
  [[nodiscard]] const model::Exercise& exercise() const {
    return *model::find_exercise(target.place.pack, target.place.exercise);
  }
};

// Finds the exercise that the command line means, takes what is in its folder and builds it as `test` does.
[[nodiscard]] tl::expected<Workbench, Errors> set_up(Session& session);

// The program, or where it does not build the sources, with `run` in place of its command.
[[nodiscard]] tl::expected<Program, Errors> unbuilt_program(const Session& session, const Workbench& bench);

// All that stdin has, at most 256 MiB; nothing when it is closed. On a terminal a line says what is waited
// for.
[[nodiscard]] Result<std::string> read_input();

// Byte for byte, unless the stream is a terminal, which would obey what is in it.
[[nodiscard]] std::string for_stream(int fd, const std::string& bytes);

} // namespace bex::cli
