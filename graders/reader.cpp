#include "graders/reader.hpp"

#include "sandboxes/base/text.hpp"

#include <toml++/toml.h>

#include <fmt/format.h>

#include <algorithm>
#include <limits>
#include <utility>

namespace bex {
namespace {

// A file with more mistakes than this is no attempt at a pack; it must not cost the time to find them all.
constexpr std::size_t most_errors = 500;

constexpr int to_line_end = std::numeric_limits<int>::max();

Span span_between(const toml::source_position& begin, const toml::source_position& end) {
  Span span;
  span.line = std::max(1, static_cast<int>(begin.line));
  span.column = std::max(1, static_cast<int>(begin.column));
  if (end.line > begin.line)
    span.length = to_line_end;
  else
    span.length = std::max(1, static_cast<int>(end.column) - static_cast<int>(begin.column));
  return span;
}

// The byte offset of the code point number `count` (from 0) of `line`; its size when there are fewer.
std::size_t offset_of(std::string_view line, int count) {
  std::size_t at = 0;
  for (; count > 0 && at < line.size(); --count) {
    ++at;
    while (at < line.size() && (static_cast<unsigned char>(line[at]) & 0xC0) == 0x80) ++at;
  }
  return at;
}

// In bytes, and not past the end of the line.
Span in_bytes(Span span, std::string_view line) {
  const auto begin = offset_of(line, span.column - 1);
  const auto end = begin + offset_of(line.substr(begin), span.length);
  return {span.line, static_cast<int>(begin) + 1, std::max(1, static_cast<int>(end - begin))};
}

std::string type_of(const toml::node& node) {
  switch (node.type()) {
  case toml::node_type::table:
    return "a table";
  case toml::node_type::array:
    return "an array";
  case toml::node_type::string:
    return "a text";
  case toml::node_type::integer:
    return "an integer";
  case toml::node_type::floating_point:
    return "a number with a fraction";
  case toml::node_type::boolean:
    return "a boolean";
  default:
    return "a date or time";
  }
}

const toml::table& no_table() {
  static const toml::table empty;
  return empty;
}

const toml::key* find_key(const toml::table& table, std::string_view key) {
  for (const auto& [name, value] : table)
    if (name.str() == key) return &name;
  return nullptr;
}

std::string in_quotes(std::span<const std::string> words) {
  std::string out;
  for (const auto& word : words) out += (out.empty() ? "`" : ", `") + word + "`";
  return out;
}

std::string did_you_mean(std::string_view word, std::span<const std::string> known, std::string_view what) {
  const auto near = closest(word, known);
  const auto all = known.empty() ? std::string() : fmt::format("{}: {}", what, in_quotes(known));
  if (near.empty()) return all;
  return known.size() == 1 ? fmt::format("did you mean `{}`?", near)
                           : fmt::format("did you mean `{}`? ({})", near, all);
}

} // namespace

Span span_of(const toml::node& node) {
  return span_between(node.source().begin, node.source().end);
}

Document::Document(std::string name, std::string text)
    : name_(std::move(name)), text_(std::move(text)), table_(std::make_unique<toml::table>()) {}

Document::~Document() = default;

std::unique_ptr<Document> Document::parse(std::string name, std::string text) {
  std::unique_ptr<Document> document(new Document(std::move(name), std::move(text)));
  try {
    *document->table_ = toml::parse(std::string_view(document->text_), std::string_view(document->name_));
  } catch (const toml::parse_error& error) {
    const auto& source = error.source();
    document->report(span_between(source.begin, source.end), "this is no valid TOML",
                     std::string(error.description()), "the TOML language is described at https://toml.io");
  }
  return document;
}

const toml::table& Document::table() const {
  return *table_;
}

void Document::report(Span span, std::string what, std::string note, std::string help) {
  if (errors_.size() >= most_errors) return;
  const auto line = line_of(text_, span.line);
  Label label{name_, in_bytes(span, line), std::string(line), std::move(note)};
  errors_.push_back({ErrorKind::pack, std::move(what), std::move(label), std::move(help), {}});
}

Reader::Reader(Document& document, const toml::table& table, Span place)
    : document_(&document), table_(&table), place_(place) {}

const toml::node* Reader::node(std::string_view key) {
  if (std::find(known_.begin(), known_.end(), key) == known_.end()) known_.emplace_back(key);
  return table_->get(key);
}

bool Reader::has(std::string_view key) {
  return node(key) != nullptr;
}

bool Reader::holds_table(std::string_view key) const {
  const auto* value = table_->get(key);
  return value && value->is_table();
}

std::optional<std::string> Reader::text(std::string_view key) {
  const auto* value = node(key);
  if (!value) return std::nullopt;
  if (const auto* text = value->as_string()) return text->get();
  error_at_value(key, fmt::format("`{}` must be a text", key), "this is " + type_of(*value),
                 "put it in quotes");
  return std::nullopt;
}

std::optional<std::int64_t> Reader::integer(std::string_view key, std::int64_t least, std::int64_t most) {
  const auto* value = node(key);
  if (!value) return std::nullopt;
  const auto* integer = value->as_integer();
  if (!integer) {
    error_at_value(key, fmt::format("`{}` must be an integer", key), "this is " + type_of(*value));
    return std::nullopt;
  }
  if (integer->get() >= least && integer->get() <= most) return integer->get();
  error_at_value(key, fmt::format("`{}` must be from {} to {}", key, least, most));
  return std::nullopt;
}

std::optional<double> Reader::number(std::string_view key, double least, double most) {
  const auto* value = node(key);
  if (!value) return std::nullopt;
  if (!value->is_number()) {
    error_at_value(key, fmt::format("`{}` must be a number", key), "this is " + type_of(*value));
    return std::nullopt;
  }
  const auto* integer = value->as_integer();
  const double number = integer ? static_cast<double>(integer->get()) : value->as_floating_point()->get();
  if (number >= least && number <= most) return number; // false for nan
  error_at_value(key, fmt::format("`{}` must be from {} to {}", key, least, most));
  return std::nullopt;
}

std::optional<bool> Reader::boolean(std::string_view key) {
  const auto* value = node(key);
  if (!value) return std::nullopt;
  if (const auto* boolean = value->as_boolean()) return boolean->get();
  error_at_value(key, fmt::format("`{}` must be `true` or `false`", key), "this is " + type_of(*value));
  return std::nullopt;
}

std::vector<Reader::Text> Reader::placed_texts(std::string_view key) {
  const auto* value = node(key);
  if (!value) return {};
  const auto* array = value->as_array();
  if (!array) {
    error_at_value(key, fmt::format("`{}` must be an array of texts", key), "this is " + type_of(*value),
                   value->is_string() ? fmt::format("write `{} = [\"...\"]`", key) : std::string());
    return {};
  }
  std::vector<Text> texts;
  for (const auto& item : *array) {
    if (const auto* text = item.as_string())
      texts.push_back({text->get(), span_of(item)});
    else
      document_->report(span_of(item), fmt::format("`{}` must hold texts only", key),
                        "this is " + type_of(item), {});
  }
  return texts;
}

std::vector<std::string> Reader::texts(std::string_view key) {
  std::vector<std::string> values;
  for (auto& text : placed_texts(key)) values.push_back(std::move(text.value));
  return values;
}

std::optional<std::string> Reader::one_of(std::string_view key, std::span<const std::string> allowed) {
  auto value = text(key);
  if (!value || std::find(allowed.begin(), allowed.end(), *value) != allowed.end()) return value;
  error_at_value(key, fmt::format("unknown {} `{}`", key, *value), {},
                 did_you_mean(*value, allowed, "known"));
  return std::nullopt;
}

std::optional<Reader> Reader::table(std::string_view key) {
  const auto* value = node(key);
  if (!value) return std::nullopt;
  if (const auto* table = value->as_table()) return Reader(*document_, *table, span_of(*value));
  error_at_value(key, fmt::format("`{}` must be a table", key), "this is " + type_of(*value),
                 value->is_array_of_tables() ? fmt::format("write `[{}]` with single brackets, once", key)
                                             : std::string());
  return std::nullopt;
}

Reader Reader::table_or_empty(std::string_view key) {
  auto found = table(key);
  return found ? std::move(*found) : Reader(*document_, no_table(), place_);
}

std::vector<Reader> Reader::tables(std::string_view key) {
  const auto* value = node(key);
  if (!value) return {};
  const auto* array = value->as_array();
  if (!array) {
    error_at_value(key, fmt::format("`{}` must be an array of tables", key), "this is " + type_of(*value),
                   value->is_table() ? fmt::format("write `[[{}]]` with double brackets", key)
                                     : std::string());
    return {};
  }
  std::vector<Reader> readers;
  for (const auto& item : *array) {
    if (const auto* table = item.as_table())
      readers.emplace_back(*document_, *table, span_of(item));
    else
      document_->report(span_of(item), fmt::format("`{}` must hold tables only", key),
                        "this is " + type_of(item), {});
  }
  return readers;
}

std::string Reader::required_text(std::string_view key) {
  if (!has(key)) error_here(fmt::format("`{}` is missing", key), {}, fmt::format("add `{} = \"...\"`", key));
  return text(key).value_or("");
}

std::int64_t Reader::required_integer(std::string_view key, std::int64_t least, std::int64_t most) {
  if (!has(key))
    error_here(fmt::format("`{}` is missing", key), {}, fmt::format("add `{} = {}`", key, least));
  return integer(key, least, most).value_or(0);
}

std::vector<std::string> Reader::keys() const {
  std::vector<const toml::key*> found;
  for (const auto& [name, value] : *table_) found.push_back(&name);
  std::sort(found.begin(), found.end(), [](const toml::key* a, const toml::key* b) {
    const auto &left = a->source().begin, &right = b->source().begin;
    return std::pair(left.line, left.column) < std::pair(right.line, right.column);
  });
  std::vector<std::string> names;
  for (const auto* key : found) names.emplace_back(key->str());
  return names;
}

Span Reader::key_place(std::string_view key) const {
  const auto* found = find_key(*table_, key);
  return found ? span_between(found->source().begin, found->source().end) : place_;
}

Span Reader::value_place(std::string_view key) const {
  const auto* value = table_->get(key);
  return value ? span_of(*value) : place_;
}

void Reader::error_at_value(std::string_view key, std::string what, std::string note, std::string help) {
  document_->report(value_place(key), std::move(what), std::move(note), std::move(help));
}

void Reader::error_here(std::string what, std::string note, std::string help) {
  document_->report(place_, std::move(what), std::move(note), std::move(help));
}

void Reader::finish() {
  const auto known = known_;
  for (const auto& key : keys()) {
    if (std::find(known.begin(), known.end(), key) != known.end()) continue;
    document_->report(key_place(key), fmt::format("unknown key `{}`", key), "nothing reads this",
                      did_you_mean(key, known, "known here"));
    known_.push_back(key);
  }
}

} // namespace bex
