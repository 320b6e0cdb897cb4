// The languages a submission may be written in: data (runner/languages.toml), no code.
#pragma once

#include "sandboxes/base/error.hpp"
#include "sandboxes/spec.hpp"

#include <filesystem>
#include <map>
#include <optional>
#include <string>
#include <vector>

namespace bex::model {

// What learners install in the folder of an exercise: mounted into the box at the same place, never copied.
struct DependencyFolder {
  std::string name;                         // ".venv"
  std::string path;                         // a folder in it that goes on PATH: "bin"; may be empty
  std::map<std::string, std::string> tools; // name of a tool -> the program in it that stands for the tool
  std::string install;                      // the line that makes it
};

// What a tool keeps for all programs of a user: GOMODCACHE, the cargo registry. Mounted for building alone.
struct Packages {
  std::string when;               // the file in a submission that makes use of them: "go.mod"
  std::vector<std::string> find;  // run like `resolve`; prints the folder. Empty: the language has none
  std::vector<std::string> parts; // the folders in it that are shown; empty: the folder itself
  std::string env;                // the variable that tells the tool where they are
  std::string tool, install;      // what builds with them, where it comes with a package of its own ("cargo")
};

// How fast programs in a language are by nature. Limits of processor time follow from it.
enum class Pace { compiled, interpreted, shell };
// A limit of 1 s becomes that many seconds.
[[nodiscard]] double cpu_factor_of(Pace pace);
// No bar of time is lower.
[[nodiscard]] Millis least_bar_of(Pace pace);

// How functions are asked for in a language: runner/drivers/<language>.toml (see driver.hpp).
struct Driver {
  std::vector<std::string> build, run; // as those of a language; empty: the language's own
  // Patterns, whose words between two `@` are replaced.
  std::map<std::string, std::string> types;   // base of a type, or "list" (with @item@) -> as it is written
  std::map<std::string, std::string> passed;  // the same for a parameter; where there is none, as in `types`
  std::map<std::string, std::string> neutral; // the same -> a value that says nothing (with @type@)
  struct Piece {
    std::string each, between; // made once for each parameter, with @parameter@, @type@, @passed@, @index@
  };
  std::map<std::string, Piece> pieces;
  std::string starter; // of `main`; may hold @name@, @result@, @neutral@, @signature@ and the pieces' names
  std::vector<std::pair<std::string, std::string>> files; // name, pattern: what is built with a submission
};

// A program whose build fills the tool chain's cache, for exercises of `kinds`.
struct Warm {
  std::vector<std::string> kinds;
  std::vector<std::pair<std::string, std::string>> files; // name, content
};

struct Language {
  std::string id;                      // "python"
  std::string name;                    // "Python 3"
  std::vector<std::string> extensions; // with the dot; the first is that of new files
  std::string main;                    // the file a starter and a submission must have: "main.py"
  std::vector<std::string> tools;      // programs that must be on PATH: ["python3"]
  // Argument lists. Words, and the values of `env`, may hold {tool:NAME} (the resolved program), {root} (the
  // first tool-chain root), {memory_mib}.
  std::vector<std::string>
      resolve; // run outside the sandbox, in / so that no file of a submission has a say; prints the real
               // program of the first tool, then one tool-chain root a line; empty: the program found on
               // PATH, its links resolved, and no root beside the system's
  std::vector<std::string> version; // prints the version in its first line
  std::vector<std::string> build;   // empty: nothing is built
  std::vector<std::string> run;
  std::vector<std::string> roots; // further host paths to mount, as glob patterns
  std::vector<DependencyFolder> dependencies;
  Packages packages;
  std::map<std::string, std::string> env;
  std::string cache_env;  // names the variable that holds the build cache's folder ("GOCACHE"); may be empty
  std::vector<Warm> warm; // none for a kind: its programs are built without the cache
  std::map<std::string, std::string>
      starters;        // exercise kind -> the text of `main` that a learner begins with
  std::string install; // the line that installs the tool chain on Debian
  Pace pace = Pace::compiled;
  Millis startup{0}; // added to the CPU limit
  Limits build_limits;
  std::optional<Driver> driver; // none: no exercise asks for functions in this language
};

// From `file` (its keys are the names above; times and sizes with their unit) and the folder `drivers` beside
// it, or every error in them (kind `internal`).
[[nodiscard]] tl::expected<std::vector<Language>, Errors> load_languages(const std::filesystem::path& file);

// The names of its dependency folders, which no snapshot takes.
[[nodiscard]] std::vector<std::string> dependency_names(const Language& language);

[[nodiscard]] const Language* language_named(const std::vector<Language>& all, std::string_view id);

// The language of the files in `folder`: the one whose `main` is there, else the only one whose extension
// occurs. Null when unclear.
[[nodiscard]] const Language* language_of(const std::vector<Language>& all,
                                          const std::filesystem::path& folder);

// `bexercise.toml` in a learner's or a solution's folder; errors are of the kind `usage`.
struct Override {
  std::vector<std::string> build, run; // empty: the language's own
  std::string language;                // empty: found from the files
};
[[nodiscard]] tl::expected<Override, Errors> load_override(const std::filesystem::path& folder);

} // namespace bex::model
