#include "graders/sql/postgres_error.hpp"

#include "sandboxes/base/text.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>

namespace bex::sql {
namespace {

constexpr std::size_t most_words = 400;

// What is refused because it would reach beyond the database, by the server's words for it. The other rights
// that are missing (42501) are those that `allow` does not give.
bool reaches_outside(const std::string& message) {
  static constexpr std::array words{"COPY",     "function",  "superuser", "parameter",
                                    "language", "extension", "role",      "large object"};
  return std::any_of(words.begin(), words.end(),
                     [&](const char* word) { return message.find(word) != std::string::npos; });
}

// Where the letter `count` begins, from 1.
std::size_t byte_of(std::string_view text, int count) {
  std::size_t at = 0;
  while (at < text.size() && ((text[at] & 0xC0) == 0x80 || --count > 0)) ++at;
  return at;
}

Failure failure_of(const ServerError& error) {
  Failure failure;
  failure.what = words_of(error);
  failure.state = error.state;
  const auto kind = error.state.substr(0, 2);
  failure.constraint = kind == "23";
  if (kind != "22" && kind != "23") failure.refusal = "an error, SQLSTATE " + error.state;
  if (error.state == "42501") {
    failure.forbidden = error.message;
    failure.verdict = reaches_outside(error.message) ? Verdict::security_violation : Verdict::wrong_answer;
  }
  // configuration_limit_exceeded (temp_file_limit), and all of "insufficient resources"
  if (kind == "53") failure.verdict = Verdict::memory_limit_exceeded;
  return failure;
}

} // namespace

std::string words_of(const ServerError& error) {
  auto words = error.state.empty() ? std::string(trim(error.message))
                                   : fmt::format("{} (SQLSTATE {})", error.message, error.state);
  if (!error.detail.empty()) words += "; " + error.detail;
  if (!error.hint.empty()) words += "; " + error.hint;
  return cut(words, most_words);
}

Ran ran_of(Answer answer, std::string_view statement) {
  Ran ran;
  ran.statements = 1;
  ran.done = std::move(answer.done);
  if (answer.has_rows) {
    ran.rows = std::move(answer.rows);
    ran.has_rows = true;
    ran.rows_sql = statement;
  }
  if (answer.error) {
    ran.failure = failure_of(*answer.error);
    if (answer.error->position > 0)
      ran.failure->offset = static_cast<int>(byte_of(statement, answer.error->position));
  }
  if (answer.cut == Cut::none) return ran;
  ran.failure.emplace();
  if (answer.cut == Cut::late) ran.failure->verdict = Verdict::time_limit_exceeded;
  if (answer.cut == Cut::rows) {
    ran.failure->verdict = Verdict::output_limit_exceeded;
    ran.failure->what = fmt::format("the result has more than {} rows or 32 MiB", most_rows);
  }
  if (answer.cut == Cut::copy) {
    ran.failure->verdict = Verdict::wrong_answer;
    ran.failure->forbidden = "COPY from or to the client";
  }
  return ran;
}

} // namespace bex::sql
