// From a folder of sources to a program that is ready to run.
#pragma once

#include "graders/check.hpp"
#include "runner/model/language.hpp"
#include "runner/model/pack.hpp"
#include "runner/pipeline/toolchain.hpp"

#include <filesystem>
#include <string>
#include <vector>

namespace bex::pipeline {

struct Source {
  std::filesystem::path folder; // a snapshot: nobody changes it while we look
  std::string digest;           // of its contents
  const model::Language* language = nullptr;
  model::Override override;
  std::filesystem::path
      origin; // what the snapshot was taken of: its dependency folders are mounted; may be empty
  const function::Signature* signature =
      nullptr; // of an exercise that asks for a function: the language's driver is built with it
  std::string kind; // of the exercise: what its programs need of a tool chain's cache
};

// Builds in the sandbox, or finds the build of the same source, tool chain and commands in `cache`/builds.
// Without a build command the program runs from the snapshot itself, which must outlive it. On failure:
// compile_error with the compiler's output, or skipped when the tool chain is missing, or judge_error.
[[nodiscard]] tl::expected<Program, Outcome> build(const Source& source, const Limits& limits,
                                                   Sandbox& sandbox, const std::filesystem::path& cache);

using Environment = std::vector<std::pair<std::string, std::string>>;

// What programs in `language` find in their environment: the whole of it.
[[nodiscard]] Environment environment_of(const model::Language& language, const Toolchain& toolchain,
                                         Bytes memory);

// A Python 3 that runs scripts of a pack: argv = {python3}; the caller appends a path below /box.
[[nodiscard]] Result<Program> script_runner(const std::vector<model::Language>& languages);

// The limits that `limits` become for a program in `language`.
[[nodiscard]] Limits limits_for(const Limits& limits, const model::Language& language);

} // namespace bex::pipeline
