// The lines that a server writes, as far as a check asks for them.
#pragma once

#include "graders/http/expectation.hpp"
#include "graders/http/step.hpp"

#include <string>
#include <string_view>

namespace bex::http {

// What is not as expected of the whole lines in `written`. When none matches, the findings tell how the one
// that comes nearest differs.
[[nodiscard]] Examination examine_log(const LogLine& wanted, std::string_view written,
                                      const Variables& variables, const std::string& where);

} // namespace bex::http
