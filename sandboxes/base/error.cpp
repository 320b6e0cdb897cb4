#include "sandboxes/base/error.hpp"

#include <cerrno>
#include <cstring>

namespace bex {

std::string with_errno(const std::string& what, int number) {
  const char* name = strerrorname_np(number);
  const char* text = strerrordesc_np(number);
  return what + ": " + (text ? text : "unknown error") + " (" + (name ? name : std::to_string(number)) + ")";
}

tl::unexpected<Error> fail_errno(ErrorKind kind, const std::string& what, int number) {
  switch (number) {
  case ENOSPC:
  case EDQUOT:
    return fail(ErrorKind::machine, with_errno(what, number),
                "free some disk space, then run the same command again");
  case EROFS:
    return fail(ErrorKind::machine, with_errno(what, number),
                "name a writable place with --workspace, XDG_STATE_HOME or XDG_CACHE_HOME");
  default:
    return fail(kind, with_errno(what, number));
  }
}

} // namespace bex
