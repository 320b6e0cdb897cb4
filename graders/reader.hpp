// Reading TOML so that every mistake is found and shown at its place.
#pragma once

#include "sandboxes/base/error.hpp"

#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace toml {
inline namespace v3 {
class node;
class table;
} // namespace v3
} // namespace toml

namespace bex {

// One parsed file and the errors found in it so far. `name` is shown in errors, `text` must outlive the
// document.
class Document {
 public:
  // A syntax error is put into `errors()` and leaves an empty table.
  static std::unique_ptr<Document> parse(std::string name, std::string text);
  ~Document();
  [[nodiscard]] const toml::table& table() const;
  [[nodiscard]] Errors& errors() { return errors_; }
  // An error (kind `pack`) with a caret under `span`, which is as `span_of` gives it.
  void report(Span span, std::string what, std::string note, std::string help);

 private:
  Document(std::string name, std::string text);
  std::string name_, text_;
  std::unique_ptr<toml::table> table_;
  Errors errors_;
};

// A table being read. Reading a key marks it as known; `finish` reports the others with "did you mean". A
// wrong type or value is reported at once and reads as absent, so that reading goes on to the end.
class Reader {
 public:
  // A text and where it stands.
  struct Text {
    std::string value;
    Span place;
  };

  Reader(Document& document, const toml::table& table, Span place);

  [[nodiscard]] bool has(std::string_view key);
  [[nodiscard]] std::optional<std::string> text(std::string_view key);
  [[nodiscard]] std::optional<std::int64_t> integer(std::string_view key, std::int64_t least,
                                                    std::int64_t most);
  [[nodiscard]] std::optional<double> number(std::string_view key, double least, double most);
  [[nodiscard]] std::optional<bool> boolean(std::string_view key);
  [[nodiscard]] std::vector<std::string>
  texts(std::string_view key); // an array of strings; empty when absent
  [[nodiscard]] std::vector<Text> placed_texts(std::string_view key); // the same with the place of each
  [[nodiscard]] std::optional<std::string> one_of(std::string_view key, std::span<const std::string> allowed);
  [[nodiscard]] std::optional<Reader> table(std::string_view key);
  [[nodiscard]] Reader table_or_empty(std::string_view key);
  [[nodiscard]] std::vector<Reader> tables(std::string_view key); // an array of tables
  [[nodiscard]] bool holds_table(std::string_view key) const;     // without marking the key as known
  [[nodiscard]] const toml::node* node(std::string_view key);     // any type; marks the key as known

  // As above, and reports a missing key at the table's place. The value is then empty or 0.
  [[nodiscard]] std::string required_text(std::string_view key);
  [[nodiscard]] std::int64_t required_integer(std::string_view key, std::int64_t least, std::int64_t most);

  // The keys of this table in the order of the file.
  [[nodiscard]] std::vector<std::string> keys() const;
  [[nodiscard]] Span place() const { return place_; } // of the table's head
  [[nodiscard]] Span key_place(std::string_view key) const;
  [[nodiscard]] Span value_place(std::string_view key) const;
  [[nodiscard]] Document& document() { return *document_; }

  // `note` stands behind the carets, `help` below.
  void error_at_value(std::string_view key, std::string what, std::string note = {}, std::string help = {});
  void error_here(std::string what, std::string note = {}, std::string help = {});
  // Reports keys that nobody read, each once however often it is called. Call it when all is read.
  void finish();

 private:
  Document* document_;
  const toml::table* table_;
  Span place_;
  std::vector<std::string> known_;
};

// Where a node of a document stands. Columns and lengths count code points here; Document::report makes bytes
// of them.
[[nodiscard]] Span span_of(const toml::node& node);

} // namespace bex
