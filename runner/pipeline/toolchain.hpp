// Where a language's tools are on this machine.
#pragma once

#include "runner/model/language.hpp"
#include "sandboxes/base/error.hpp"
#include "sandboxes/spec.hpp"

#include <filesystem>
#include <map>
#include <optional>
#include <string>
#include <vector>

namespace bex::pipeline {

struct Toolchain {
  std::map<std::string, std::filesystem::path> tools; // name on PATH -> the real program
  std::vector<Mount> mounts;                          // roots that the system's own mounts do not show
  std::filesystem::path root;                         // the first tool-chain root; empty without one
  std::string identity; // paths, sizes and times of the real programs; part of every digest
};

// The language's own `resolve` command runs outside of the sandbox: it is the user's tool, run with words
// from our data file, and sees nothing of a pack or a submission. A tool that is missing is an error of kind
// `machine` whose help is the install line.
[[nodiscard]] Result<Toolchain> find_toolchain(const model::Language& language);

// True when a box with the tool chain's mounts shows what is at `path` on the host, under the same name.
[[nodiscard]] bool is_shown(const Toolchain& toolchain, const std::filesystem::path& path);

// The program of that name on PATH.
[[nodiscard]] std::optional<std::filesystem::path> on_path(const std::string& name);

// True when all tools are on PATH; looks, runs nothing.
[[nodiscard]] bool has_tools(const model::Language& language);

// The first line that the language's `version` command prints.
[[nodiscard]] Result<std::string> version_of(const model::Language& language, const Toolchain& toolchain);

// `words` with {tool:NAME}, {root} and {memory_mib} replaced.
[[nodiscard]] std::vector<std::string> fill_in(const std::vector<std::string>& words,
                                               const Toolchain& toolchain, Bytes memory);

} // namespace bex::pipeline
