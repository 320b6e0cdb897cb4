// JSON Schema, 2020-12, as far as its keywords are known here: any other is refused, so that none is believed
// to hold.
#pragma once

#include "graders/http/json.hpp"
#include "graders/http/pattern.hpp"
#include "graders/reader.hpp"

#include <cstddef>
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace bex::http {

struct Schema;
struct Scope;                                     // graders/http/step.hpp
using SchemaPart = std::shared_ptr<const Schema>; // null: the keyword is not there

struct Schema {
  enum class Format { date_time, uuid };
  struct Expression {
    std::string source;
    std::shared_ptr<const re2::RE2> compiled;
    SchemaPart value; // of patternProperties
  };

  std::optional<bool> always; // the schemas `true` and `false`
  std::vector<std::string> types;
  std::vector<Json> values; // of `enum`, or the one of `const`; empty: any
  // Objects.
  std::vector<std::pair<std::string, SchemaPart>> properties;
  std::vector<Expression> patterns;
  SchemaPart additional, names;
  std::vector<std::string> required;
  std::optional<std::size_t> min_properties, max_properties;
  // Arrays.
  std::vector<SchemaPart> prefix;
  SchemaPart items, contains;
  std::optional<std::size_t> min_items, max_items;
  bool unique_items = false;
  // Texts, in code points.
  std::optional<std::size_t> min_length, max_length;
  std::optional<Expression> pattern;
  std::optional<Format> format;
  // Numbers.
  std::optional<Number> minimum, maximum, above, below, multiple_of;
  // Of the same value.
  std::vector<SchemaPart> all, any, one;
  SchemaPart denied, condition, then, otherwise;
  std::string reference;          // "#" or the name of a definition; only while it is read
  const Schema* target = nullptr; // of `$ref`; a part of the whole that this is a part of
  // Of the whole alone.
  std::vector<std::pair<std::string, std::shared_ptr<Schema>>> definitions;
};

// Of a table (or true, or false); every mistake is reported at its place.
[[nodiscard]] SchemaPart parse_schema(Document& document, const toml::node& node);
// `schema` of an `expect`: a table, or the name of one in [http.schema].
[[nodiscard]] SchemaPart read_schema(Reader& expect, const Scope& scope);

// Where `value` is not as the schema says. After a million steps, which a schema of a few lines can take with
// a value of moderate size, that alone is the difference.
[[nodiscard]] Differences differences(const Schema& schema, const Json& value);

} // namespace bex::http
