// The one error type of the program. Below `cli` nothing throws: a function that can fail returns Result<T>.
#pragma once

#include <tl/expected.hpp>

#include <optional>
#include <string>
#include <vector>

namespace bex {

// Who is at fault decides the exit code (runner/cli/exit_code.hpp).
enum class ErrorKind {
  usage,       // the command line, the folder or a file of the user
  pack,        // the pack's data
  machine,     // this machine lacks something: a tool chain, user namespaces, disk space, the network
  internal,    // a fault of the grader itself
  interrupted, // the user stopped it
};

// A place in a text file. Lines and columns count from 1, columns and length in bytes.
struct Span {
  int line = 1;
  int column = 1;
  int length = 1;
};

// What a caret is drawn under. `source` is the text of the line that `span` names, without its line end.
struct Label {
  std::string file;
  Span span;
  std::string source;
  std::string note; // stands behind the carets; may be empty
};

// Messages are lower case without a full stop, with back-quotes round what the user typed.
struct Error {
  ErrorKind kind = ErrorKind::internal;
  std::string what;
  std::optional<Label> label;
  std::string help;                 // what to do next, a command where it can be one; may be empty
  std::vector<std::string> context; // from the innermost step outwards: "while reading the pack `x`"
};

using Errors = std::vector<Error>;

template <class T> using Result = tl::expected<T, Error>;

[[nodiscard]] inline tl::unexpected<Error> fail(ErrorKind kind, std::string what, std::string help = {}) {
  return tl::unexpected<Error>(Error{kind, std::move(what), std::nullopt, std::move(help), {}});
}

// "what: strerror (ENAME)" for the errno value `number`.
[[nodiscard]] std::string with_errno(const std::string& what, int number);

// The error of a failed system call: `what` with the errno's name and text. ENOSPC, EDQUOT and EROFS get
// their own help line.
[[nodiscard]] tl::unexpected<Error> fail_errno(ErrorKind kind, const std::string& what, int number);

} // namespace bex
