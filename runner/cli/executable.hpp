// The program that a command line names: where it is, how a box gets it, and why it does not start.
#pragma once

#include "runner/cli/exit_code.hpp"
#include "sandboxes/base/error.hpp"
#include "sandboxes/spec.hpp"

#include <filesystem>
#include <optional>
#include <string>
#include <string_view>

namespace bex::cli {

namespace fs = std::filesystem;

struct Executable {
  fs::path host;              // an absolute path without links
  std::string inside;         // where the box has it
  std::optional<Mount> mount; // when the box does not have it anyway
};

// Why there is none: the error, and the exit code that a shell would give.
struct NoExecutable {
  Error error;
  int code = run_code::not_found;
};

// `word` with a slash is a path, relative to `folder`; without one it is looked up in `search`, a PATH. What
// lies in `box` (the folder that becomes /box; empty for none) is run from /box, what the box shows anyway
// from there, and everything else is mounted at its own path.
[[nodiscard]] tl::expected<Executable, NoExecutable> find_executable(const std::string& word,
                                                                     const fs::path& folder,
                                                                     const fs::path& box,
                                                                     const std::string& search);

// What a file is, from its first bytes, as far as execve(2) cares.
struct FileKind {
  enum class Kind { elf, script, other } kind = Kind::other;
  std::string machine;     // of an ELF file: "AArch64 (64-bit)"
  std::string interpreter; // the program loader of an ELF file, or what stands behind #!; may be empty
};
[[nodiscard]] FileKind kind_of(std::string_view head);

// How many bytes `kind_of` wants to see.
inline constexpr std::size_t head_bytes = 4096;

// Why execve(2) refused the program with `number`: `head` is the beginning of its file, `own` the machine
// that this program was built for.
[[nodiscard]] Error explain_refusal(const std::string& word, std::string_view head, const std::string& own,
                                    int number);
// The same of a file of this machine.
[[nodiscard]] Error explain_refusal(const std::string& word, const fs::path& file, int number);

} // namespace bex::cli
