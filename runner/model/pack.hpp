// A pack as it is on disk (docs/pack-format.md), loaded and checked.
#pragma once

#include "graders/registry.hpp"
#include "graders/sql/probe.hpp"
#include "sandboxes/base/error.hpp"
#include "sandboxes/spec.hpp"

#include <filesystem>
#include <string>
#include <vector>

namespace bex::model {

enum class Disclosure { full, actual_only, kind_only, hidden };

struct Check {
  std::string id;
  std::string group;
  std::string title;
  std::vector<std::string> hints; // from the first nudge to the whole idea
  Disclosure disclosure = Disclosure::full;
  int points = 1;
  CheckSpec spec;
};

struct Group {
  std::string id;
  bool heavy = false;
  bool story = false;
};

// A folder below solutions/.
struct Solution {
  std::string name; // "accepted/python", "wrong_answer/redo.kept-after-edit"
  std::filesystem::path folder;
  Verdict expected = Verdict::accepted;
  std::vector<Verdict> also; // from the solution's own solution.toml
  std::string check;         // the id of the check that must catch it; empty for an accepted one
  std::string language; // from its bexercise.toml, else of an accepted one the folder's name up to `-`; else
                        // empty: language_of tells
};

struct Exercise {
  std::string id; // unique in its pack, never changes
  std::string title;
  std::string kind;
  std::vector<std::string> languages; // ids; empty: all that there are
  std::vector<std::string> aliases;
  int difficulty = 1; // 1 to 5
  int minutes = 30;
  std::vector<std::string> concepts;
  std::vector<std::string> requires_ids; // exercises of the same pack
  Limits limits;
  std::vector<services::Service> services; // what its program finds running
  KindSettings settings;
  std::vector<Group> groups; // in order; "main" when the file names none
  std::vector<Check> checks; // in order
  std::filesystem::path folder;
};

// The folder below solutions/accepted that results come from which are not given; empty when there is none.
[[nodiscard]] std::string reference_of(const Exercise& exercise);

struct Pack {
  std::string id;
  std::string version;
  std::string title;
  std::string license;
  bool staged = false;             // one project: all exercises share a folder, each opens the next
  std::vector<Exercise> exercises; // in teaching order
  std::filesystem::path folder;
};

// The pack in `folder`, or every error that is in it (kind `pack`).
[[nodiscard]] tl::expected<Pack, Errors> load_pack(const std::filesystem::path& folder);

// What is needed to ask a server that runs already, and every error in it: an exercise.toml of kind `http`, or
// a file with `[http]` and `[[check]]` alone. What else an exercise has is not looked at.
[[nodiscard]] tl::expected<Exercise, Errors> load_checks(const std::filesystem::path& file);

// The same for a database that is there already: `[[check]]` with `[[check.look]]`.
struct LookFile {
  Exercise exercise;              // its checks have no specs
  std::vector<sql::Visit> visits; // one for each check
  std::string text;               // of the file
};
[[nodiscard]] tl::expected<LookFile, Errors> load_looks(const std::filesystem::path& file);

// By id or alias; null when there is none.
[[nodiscard]] const Exercise* find_exercise(const Pack& pack, std::string_view id);

// What `list` needs, without the checks: about ten times faster than load_pack. Errors as there, of what it
// reads.
struct Outline {
  struct Entry {
    std::string id, title, kind;
    std::vector<std::string> aliases, requires_ids, languages;
    int difficulty = 1, minutes = 30;
  };
  std::string id, version, title, license;
  bool staged = false;
  std::vector<Entry> exercises;
  std::filesystem::path folder;
};
[[nodiscard]] tl::expected<Outline, Errors> load_outline(const std::filesystem::path& folder);

// All labelled solutions of an exercise, accepted ones first, each group by name. A folder whose name is no
// verdict, or that names an unknown check, is an error.
[[nodiscard]] tl::expected<std::vector<Solution>, Errors> load_solutions(const Exercise& exercise);

} // namespace bex::model
