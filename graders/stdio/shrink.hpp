// A failing input made smaller, so that it can be read.
#pragma once

#include <functional>
#include <optional>
#include <string>

namespace bex::stdio {

// An input longer than this is shrunk before it is shown.
inline constexpr std::size_t most_lines_shown = 20;

[[nodiscard]] std::size_t lines_of(const std::string& input);

// `input` has a first line that counts the lines behind it, each of which may be left out. `fails` says
// whether a shorter one still fails; it is asked at most `tries` times, and after that what is best so far
// comes back: no shorter input of those tried fails. Nothing when the input is of another form or nothing can
// be left out.
[[nodiscard]] std::optional<std::string> shrink(const std::string& input, int tries,
                                                const std::function<bool(const std::string&)>& fails);

} // namespace bex::stdio
