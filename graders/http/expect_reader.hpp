// What is expected of an answer, as a pack says it: the table `expect`, or an answer to raw bytes.
#pragma once

#include "graders/http/pattern_reader.hpp"
#include "graders/http/step.hpp"
#include "graders/reader.hpp"

namespace bex::http {

// Takes all keys of `expect`; whatever is left over is reported. `least` is the smallest status: answers to
// raw bytes may be interim ones (RFC 9110, 15.2).
[[nodiscard]] Expect parse_expect(Reader& expect, PatternReader& patterns, const Scope& scope,
                                  int least = 200);

} // namespace bex::http
