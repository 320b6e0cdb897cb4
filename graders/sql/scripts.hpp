// The learner's and the reference's files.
#pragma once

#include "graders/sql/job.hpp"

#include <filesystem>
#include <string>

namespace bex::sql {

// file -> SQL, or in a learner's words why one of them is none.
using Scripts = tl::expected<std::map<std::string, std::string>, std::string>;

// The files that the cases of `task` name.
[[nodiscard]] Scripts read_scripts(const std::filesystem::path& folder, const Task& task);

} // namespace bex::sql
