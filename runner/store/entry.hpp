// Which names and links may stand in a folder that someone else made.
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace bex::store {

// Why an entry may not have this name, or none: empty, `.`, `..`, with a slash, no UTF-8, with control
// letters, or what any file system takes for `.git` (upper case, `git~1`, trailing dots and blanks, a stream,
// letters that HFS+ does not see).
[[nodiscard]] std::optional<std::string> name_fault(std::string_view name);

// Whether a link that stands `depth` folders below the root stays in the tree, whatever other links that obey
// this are in it: its target is relative, and `..` stands only at its start and at most `depth` times. A `..`
// behind a name is refused because the name may be a link to a folder less deep.
[[nodiscard]] bool link_stays_inside(std::string_view target, int depth);

// A name for a terminal: control letters and bytes that are no text are written as `\x1b`.
[[nodiscard]] std::string printable(std::string_view name);

} // namespace bex::store
