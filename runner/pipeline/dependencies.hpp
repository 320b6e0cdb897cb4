// What learners have installed for their program: seen by it, read-only, and never copied.
#pragma once

#include "runner/model/language.hpp"
#include "runner/pipeline/toolchain.hpp"
#include "sandboxes/base/error.hpp"
#include "sandboxes/spec.hpp"

#include <filesystem>
#include <map>
#include <string>
#include <utility>
#include <vector>

namespace bex::pipeline {

struct Dependencies {
  std::vector<Mount> mounts;
  std::string path; // what goes before the PATH, with a colon behind each folder
  std::map<std::string, std::filesystem::path> tools; // name of a tool -> what stands for it, inside
  std::string
      identity; // changes with every file that changes, as far as its status tells; part of a build's digest
};

// The dependency folders of `language` in `folder`; none when it is empty. An error of kind `usage` for a
// folder that is a link, and for a tool in it that is not the tool chain's own.
[[nodiscard]] Result<Dependencies> find_dependencies(const model::Language& language,
                                                     const Toolchain& toolchain,
                                                     const std::filesystem::path& folder);

// What the language's package folder adds to a build of the submission in `source`. `in_place`: the build
// sees host paths. An error of kind `machine` when the tool that the build needs is missing.
struct PackageView {
  std::vector<Mount> mounts;
  std::vector<std::pair<std::string, std::string>> env;
};
[[nodiscard]] Result<PackageView> find_packages(const model::Language& language, const Toolchain& toolchain,
                                                const std::filesystem::path& source, bool in_place);

} // namespace bex::pipeline
