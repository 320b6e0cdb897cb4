// The learner's folders. Nothing that is there is ever overwritten or removed.
#pragma once

#include "runner/model/language.hpp"
#include "runner/model/pack.hpp"
#include "runner/store/places.hpp"
#include "sandboxes/base/fd.hpp"
#include "sandboxes/base/file.hpp"

#include <optional>
#include <string>
#include <vector>

namespace bex::store {

// Written to `.bexercise` in the folder (TOML: pack, exercise, language, and the digests of the statements
// that were written).
struct Marker {
  std::string pack, exercise, language;
  std::string
      source; // the folder of a pack that was opened by its path; empty for one that is found by its id
};

struct Workspace {
  fs::path folder;
  Marker marker;
};

struct LaidOut {
  fs::path folder;
  std::vector<std::string> written; // relative paths
  std::vector<std::string> kept;    // were there already and differ
};

// Where an exercise lives: <workspace>/<pack>/<exercise>, or <workspace>/<pack> for a staged pack.
[[nodiscard]] fs::path folder_of(const Places& places, const model::Pack& pack,
                                 const model::Exercise& exercise);

// Writes the starter's files, STATEMENT.md (in a staged pack STATEMENT-<nn>-<exercise>.md) and the marker.
// Files that exist stay as they are, except a marker and an unchanged statement of ours. In a staged pack the
// starter is laid out only when the folder is new. `source` goes into the marker.
[[nodiscard]] Result<LaidOut> lay_out(const Places& places, const model::Pack& pack,
                                      const model::Exercise& exercise, const model::Language& language,
                                      const std::string& source = {});

// From `from` upwards to the first folder with a marker. The error tells what to do.
[[nodiscard]] Result<Workspace> find_workspace(const fs::path& from);

// True when some folder from `from` upwards has a marker, in whatever state.
[[nodiscard]] bool has_marker_above(const fs::path& from);

// The starter's folder: starters/<language>, else none.
[[nodiscard]] std::optional<fs::path> starter_of(const model::Exercise& exercise,
                                                 const model::Language& language);

// A copy of a submission as it is now: regular files and in-tree links, without `leave_out` names, `.git`,
// `.bexercise`, and statements.
struct Snapshot {
  TempDir folder;
  std::string digest; // of paths, modes and contents
};
// Below `parent`. Refuses more than 10,000 files or 256 MiB, and names the file that cannot be read.
[[nodiscard]] Result<Snapshot> snapshot(const fs::path& folder, const std::vector<std::string>& leave_out,
                                        const fs::path& parent);

// One grading at a time in a folder: taken without waiting; the error says which process holds it.
class Lock {
 public:
  static Result<Lock> take(const fs::path& file);

 private:
  explicit Lock(Fd fd) : fd_(std::move(fd)) {}
  Fd fd_;
};

} // namespace bex::store
