// Small pure functions on text.
#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace bex {

[[nodiscard]] std::vector<std::string_view> split(std::string_view text, char separator);
[[nodiscard]] std::string_view trim(std::string_view text);
[[nodiscard]] std::string lower(std::string_view text); // ASCII only
[[nodiscard]] bool is_slug(std::string_view text);      // [a-z0-9]+(-[a-z0-9]+)*, at most 64 bytes
[[nodiscard]] std::string join(std::span<const std::string> parts, std::string_view between);

// Quoted for sh(1) so that one word stays one word; plain words stay as they are. Bytes that are no printable
// text come as $'\x..'.
[[nodiscard]] std::string shell_quote(std::string_view word);

// The candidate nearest to `word` by edit distance, or "" when none is near enough to be meant.
[[nodiscard]] std::string closest(std::string_view word, std::span<const std::string> candidates);

// The 1-based line number `line` of `text`, without its line end; "" past the end.
[[nodiscard]] std::string_view line_of(std::string_view text, int line);

// The length of the UTF-8 sequence that starts at `at`, 0 when it is malformed (RFC 3629, section 4), NUL or
// past the end.
[[nodiscard]] std::size_t letter_length(std::string_view text, std::size_t at);

// True when `text` is well-formed UTF-8 (RFC 3629) without NUL.
[[nodiscard]] bool is_text(std::string_view text);

} // namespace bex
