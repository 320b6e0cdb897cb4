// The lines that a server writes, as far as a check asks for them.
#pragma once

#include "graders/http/expectation.hpp"
#include "graders/http/pattern_reader.hpp"
#include "graders/http/step.hpp"

#include <string>
#include <string_view>

namespace bex::http {

// `log`, `times` and `within_ms` of a step.
[[nodiscard]] LogLine parse_log(Reader& step, PatternReader& patterns);

// What is not as expected of the whole lines in `written`. When none matches, the findings tell how the one
// that comes nearest differs.
[[nodiscard]] Examination examine_log(const LogLine& wanted, std::string_view written,
                                      const Variables& variables, const std::string& where);

} // namespace bex::http
