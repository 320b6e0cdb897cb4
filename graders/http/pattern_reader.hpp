// Texts, matchers and patterns of a TOML file; every mistake is reported at its place.
#pragma once

#include "graders/http/pattern.hpp"
#include "graders/http/step.hpp"
#include "graders/reader.hpp"

#include <string>

namespace bex::http {

enum class Use {
  send,   // matchers have no meaning, but for null and texts
  expect, // all matchers
};

class PatternReader {
 public:
  PatternReader(Document& document, const Scope& scope) : document_(document), scope_(scope) {}

  [[nodiscard]] Template words(const std::string& text, Span place);
  [[nodiscard]] Pattern json(const toml::node& node, Use use);
  // For a header or a body, where values are texts.
  [[nodiscard]] Pattern matcher(const std::string& text, Span place);

 private:
  Document& document_;
  const Scope& scope_;

  [[nodiscard]] Pattern text_pattern(const std::string& text, Span place);
  [[nodiscard]] Pattern number(const toml::node& node);
  [[nodiscard]] Pattern members(const toml::table& table, Use use);
  void check_names(const Template& text, Span place);
};

} // namespace bex::http
