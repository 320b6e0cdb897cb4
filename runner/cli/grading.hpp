// From the folder that the user means to a graded report: what `test` and `submit` share, and `serve` and
// `sh` in part.
#pragma once

#include "runner/cli/session.hpp"
#include "runner/model/report.hpp"
#include "runner/pipeline/build.hpp"
#include "runner/store/workspace.hpp"
#include "sandboxes/sandbox.hpp"

#include <memory>
#include <vector>

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

// A submission as it is at this moment, and what it takes to build and run it.
struct Submission {
  std::vector<model::Language> languages;
  const model::Language* language = nullptr; // one of these
  model::Override override;
  std::unique_ptr<Sandbox> sandbox;
  store::Snapshot snapshot;
  fs::path folder; // what the snapshot was taken of
  [[nodiscard]] pipeline::Source source() const;
};
[[nodiscard]] tl::expected<Submission, Errors> take_submission(const Session& session, const Target& target);

// When the user names none.
[[nodiscard]] std::uint64_t random_seed();

// The check of that id, or with an empty one the first.
[[nodiscard]] tl::expected<const model::Check*, Errors> find_check(const model::Exercise& exercise,
                                                                   const std::string& id);

struct GradeOptions {
  bool regression = false;
};
[[nodiscard]] tl::expected<model::Report, Errors> grade_target(Session& session, const Target& target,
                                                               const GradeOptions& options);

} // namespace bex::cli
