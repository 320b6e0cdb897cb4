// From the folder that the user means to a graded report: what `test` and `submit` share.
#pragma once

#include "runner/cli/session.hpp"
#include "runner/model/report.hpp"
#include "runner/store/workspace.hpp"

namespace bex::cli {

// The submission that the command line names: its folder, and the exercise it is for.
struct Target {
  fs::path folder;
  Place place;
  std::string language; // id; empty: found from the files
};

// --exercise with a folder; else the workspace that the folder (default: the current one) is in; else the
// exercise opened last.
[[nodiscard]] tl::expected<Target, Errors> find_target(const Session& session, store::Progress& progress);

struct GradeOptions {
  bool regression = false;
};
[[nodiscard]] tl::expected<model::Report, Errors> grade_target(Session& session, const Target& target,
                                                               const GradeOptions& options);

} // namespace bex::cli
