#include "graders/http/pattern_reader.hpp"
#include "graders/http/schema.hpp"
#include "graders/http/step.hpp"
#include "sandboxes/base/text.hpp"

#include <toml++/toml.h>

#include <re2/re2.h>

#include <algorithm>
#include <cmath>
#include <functional>
#include <set>

namespace bex::http {
namespace {

constexpr std::string_view definitions_prefix = "#/$defs/";
constexpr int deepest = 50;

const std::vector<std::string>& type_names() {
  static const std::vector<std::string> names{"null",    "boolean", "string", "number",
                                              "integer", "array",   "object"};
  return names;
}

class SchemaReader {
 public:
  explicit SchemaReader(Document& document) : document_(document), patterns_(document, nothing_) {
    nothing_.rows.emplace_back();
  }

  SchemaPart read_whole(const toml::node& node) {
    const std::size_t before = document_.errors().size();
    auto whole = read(node);
    for (auto& [place, part] : references_) resolve(*whole, *part, place);
    if (document_.errors().size() == before) refuse_circles();
    return whole;
  }

 private:
  Document& document_;
  Scope nothing_;
  PatternReader patterns_;
  int depth_ = 0;
  bool at_top_ = true;
  std::vector<std::pair<Span, std::shared_ptr<Schema>>> references_;

  std::shared_ptr<Schema> read(const toml::node& node) {
    auto schema = std::make_shared<Schema>();
    if (const auto* truth = node.as_boolean()) {
      schema->always = truth->get();
    } else if (!node.is_table()) {
      document_.report(span_of(node), "a schema is a table, true or false", "", "{ type = \"string\" }");
    } else if (depth_ == deepest) {
      document_.report(span_of(node), "schemas lie in each other at most 50 deep", "", "");
    } else {
      ++depth_;
      Reader table(document_, *node.as_table(), span_of(node));
      read_keywords(table, schema);
      --depth_;
    }
    return schema;
  }

  SchemaPart part(Reader& table, const char* key) {
    const toml::node* node = table.node(key);
    return node ? read(*node) : nullptr;
  }

  std::vector<SchemaPart> parts(Reader& table, const char* key) {
    std::vector<SchemaPart> all;
    const toml::node* node = table.node(key);
    if (!node) return all;
    if (const toml::array* array = node->as_array())
      for (const toml::node& item : *array) all.push_back(read(item));
    if (all.empty())
      table.error_at_value(key, "`" + std::string(key) + "` is an array of schemas", "", "at least one");
    return all;
  }

  std::optional<std::size_t> amount(Reader& table, const char* key) {
    constexpr std::int64_t most = 1 << 30;
    const auto number = table.integer(key, 0, most);
    return number ? std::optional(static_cast<std::size_t>(*number)) : std::nullopt;
  }

  std::optional<Number> number(Reader& table, const char* key) {
    const toml::node* node = table.node(key);
    if (!node) return std::nullopt;
    const Json value = node->is_number() ? fill_in(patterns_.json(*node, Use::send), {}) : Json{};
    if (value.number()) return *value.number();
    table.error_at_value(key, "`" + std::string(key) + "` is a number", "", "");
    return std::nullopt;
  }

  void read_keywords(Reader& table, const std::shared_ptr<Schema>& schema) {
    const bool top = std::exchange(at_top_, false);
    for (const char* key : {"title", "description", "$comment"}) (void)table.text(key);
    read_types(table, *schema);
    read_values(table, *schema);
    read_object(table, *schema);
    schema->prefix = table.has("prefixItems") ? parts(table, "prefixItems") : std::vector<SchemaPart>{};
    schema->items = part(table, "items");
    schema->contains = part(table, "contains");
    schema->min_items = amount(table, "minItems");
    schema->max_items = amount(table, "maxItems");
    schema->unique_items = table.boolean("uniqueItems").value_or(false);
    read_text(table, *schema);
    schema->minimum = number(table, "minimum");
    schema->maximum = number(table, "maximum");
    schema->above = number(table, "exclusiveMinimum");
    schema->below = number(table, "exclusiveMaximum");
    schema->multiple_of = number(table, "multipleOf");
    if (schema->multiple_of && std::strtod(schema->multiple_of->digits.c_str(), nullptr) <= 0)
      table.error_at_value("multipleOf", "`multipleOf` is more than 0", "", "");
    schema->all = parts(table, "allOf");
    schema->any = parts(table, "anyOf");
    schema->one = parts(table, "oneOf");
    schema->denied = part(table, "not");
    schema->condition = part(table, "if");
    schema->then = part(table, "then");
    schema->otherwise = part(table, "else");
    for (const char* key : {"then", "else"})
      if (table.has(key) && !schema->condition)
        table.error_at_value(key, "there is no `if`", "nothing decides whether it holds", "");
    if (auto reference = table.text("$ref")) {
      schema->reference = *reference;
      references_.emplace_back(table.value_place("$ref"), schema);
    }
    if (top) read_definitions(table, *schema);
    table.finish();
  }

  void read_definitions(Reader& table, Schema& whole) {
    Reader definitions = table.table_or_empty("$defs");
    for (const std::string& name : definitions.keys())
      whole.definitions.emplace_back(name, read(*definitions.node(name)));
  }

  void read_types(Reader& table, Schema& schema) {
    const toml::node* node = table.node("type");
    if (!node) return;
    const auto take = [&](const toml::node& type) {
      const auto* text = type.as_string();
      const std::string name = text ? text->get() : "";
      if (std::ranges::find(type_names(), name) != type_names().end()) {
        schema.types.push_back(name);
        return;
      }
      const std::string near = closest(name, type_names());
      document_.report(span_of(type), "JSON has no such type", "",
                       near.empty() ? "the types are: " + join(type_names(), ", ")
                                    : "did you mean `" + near + "`?");
    };
    if (const toml::array* types = node->as_array())
      for (const toml::node& type : *types) take(type);
    else
      take(*node);
  }

  void read_values(Reader& table, Schema& schema) {
    if (const toml::node* constant = table.node("const"))
      schema.values.push_back(fill_in(patterns_.json(*constant, Use::send), {}));
    const toml::node* values = table.node("enum");
    if (!values) return;
    if (const toml::array* array = values->as_array())
      for (const toml::node& value : *array)
        schema.values.push_back(fill_in(patterns_.json(value, Use::send), {}));
    if (schema.values.empty() || table.has("const"))
      table.error_at_value("enum", "`enum` is an array of values", "",
                           "at least one, and no `const` beside it");
  }

  void read_object(Reader& table, Schema& schema) {
    Reader properties = table.table_or_empty("properties");
    for (const std::string& name : properties.keys())
      schema.properties.emplace_back(name, read(*properties.node(name)));
    Reader patterns = table.table_or_empty("patternProperties");
    for (const std::string& source : patterns.keys()) {
      auto expression = compiled(source, patterns.key_place(source));
      expression.value = read(*patterns.node(source));
      schema.patterns.push_back(std::move(expression));
    }
    schema.additional = part(table, "additionalProperties");
    schema.names = part(table, "propertyNames");
    schema.required = table.texts("required");
    schema.min_properties = amount(table, "minProperties");
    schema.max_properties = amount(table, "maxProperties");
  }

  void read_text(Reader& table, Schema& schema) {
    schema.min_length = amount(table, "minLength");
    schema.max_length = amount(table, "maxLength");
    if (auto source = table.text("pattern")) schema.pattern = compiled(*source, table.value_place("pattern"));
    const std::vector<std::string> formats{"date-time", "uuid"};
    if (auto format = table.one_of("format", formats))
      schema.format = *format == "uuid" ? Schema::Format::uuid : Schema::Format::date_time;
  }

  Schema::Expression compiled(const std::string& source, Span place) {
    Schema::Expression expression{source, compile(source), nullptr};
    if (!expression.compiled->ok())
      document_.report(place, "bad regular expression: " + expression.compiled->error(), "",
                       "the syntax is that of RE2: https://github.com/google/re2/wiki/Syntax");
    return expression;
  }

  void resolve(const Schema& whole, Schema& part, Span place) {
    std::vector<std::string> known{"#"};
    if (part.reference == "#") part.target = &whole;
    for (const auto& [name, definition] : whole.definitions) {
      known.push_back(std::string(definitions_prefix) + name);
      if (part.reference == known.back()) part.target = definition.get();
    }
    if (part.target) return;
    const std::string near = closest(part.reference, known);
    document_.report(place, "`" + part.reference + "` leads nowhere", "",
                     near.empty() ? "known here: " + join(known, ", ") : "did you mean `" + near + "`?");
  }

  // A schema that is held against the same value again and again would never come to an end.
  void refuse_circles() {
    for (const auto& [place, part] : references_) {
      std::set<const Schema*> seen;
      if (leads_back(*part->target, part.get(), seen))
        document_.report(place, "`" + part->reference + "` leads back here", "with the same value, for ever",
                         "go into the value between, by `properties` or `items`");
    }
  }

  static bool leads_back(const Schema& from, const Schema* to, std::set<const Schema*>& seen) {
    if (&from == to) return true;
    if (!seen.insert(&from).second) return false;
    const auto leads = [&](const SchemaPart& part) { return part && leads_back(*part, to, seen); };
    if (from.target && leads_back(*from.target, to, seen)) return true;
    for (const auto* parts : {&from.all, &from.any, &from.one})
      if (std::ranges::any_of(*parts, leads)) return true;
    return leads(from.denied) || leads(from.condition) || leads(from.then) || leads(from.otherwise);
  }
};

} // namespace

SchemaPart parse_schema(Document& document, const toml::node& node) {
  return SchemaReader(document).read_whole(node);
}

SchemaPart read_schema(Reader& expect, const Scope& scope) {
  const toml::node* node = expect.node("schema");
  if (!node) return nullptr;
  const auto* name = node->as_string();
  if (!name) return parse_schema(expect.document(), *node);
  std::vector<std::string> known;
  if (scope.library)
    for (const auto& [id, schema] : scope.library->schemas) {
      if (id == name->get()) return schema;
      known.push_back(id);
    }
  const std::string near = closest(name->get(), known);
  expect.error_at_value("schema", "there is no schema `" + name->get() + "`", "",
                        near.empty() ? "`[http.schema." + name->get() + "]` makes one"
                                     : "did you mean `" + near + "`?");
  return nullptr;
}

} // namespace bex::http
