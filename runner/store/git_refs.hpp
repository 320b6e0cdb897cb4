// Which commit a name means in a repository.
#pragma once

#include "sandboxes/base/error.hpp"

#include <optional>
#include <string>
#include <vector>

namespace bex::store {

struct Ref {
  std::string name;   // "refs/heads/main"
  std::string object; // hexadecimal; of an annotated tag, the tag's own
};

struct Refs {
  std::vector<Ref> all;
  std::string head; // what HEAD names, "refs/heads/main", or "HEAD" when it names a commit itself; empty when
                    // there is none
};

// What `asked` means: "" is HEAD; else a branch, a tag, or a full name, in this order. Commits are not looked
// for.
[[nodiscard]] std::optional<Ref> find_ref(const Refs& refs, const std::string& asked);

// "main" of "refs/heads/main"
[[nodiscard]] std::string short_name(const std::string& name);

[[nodiscard]] bool could_be_commit(const std::string& text); // 7 to 40 hexadecimal digits

// With what there is, and "did you mean".
[[nodiscard]] Error no_such_ref(const Refs& refs, const std::string& asked, const std::string& url);

} // namespace bex::store
