#include "graders/function/function.hpp"

#include <fmt/format.h>
#include <toml++/toml.h>

#include <algorithm>
#include <cmath>
#include <limits>

namespace bex::function {
namespace {

// A value of TOML, or nothing for what JSON has not: dates, infinity.
std::optional<Value> value_of(const toml::node& node) {
  if (const auto* truth = node.as_boolean()) return Value{truth->get()};
  if (const auto* integer = node.as_integer()) return Value{integer->get()};
  if (const auto* number = node.as_floating_point())
    return std::isfinite(number->get()) ? std::optional(Value{number->get()}) : std::nullopt;
  if (const auto* text = node.as_string()) return Value{text->get()};
  if (const auto* table = node.as_table()) {
    Value::Object object;
    for (const auto& [name, item] : *table)
      if (auto value = value_of(item)) object.push_back({std::string(name.str()), std::move(*value)});
    return Value{std::move(object)};
  }
  const auto* array = node.as_array();
  if (!array) return std::nullopt;
  Value::List list;
  for (const auto& item : *array)
    if (auto value = value_of(item)) list.push_back(std::move(*value));
  return list.size() == array->size() ? std::optional<Value>(Value{std::move(list)}) : std::nullopt;
}

// `node` as a value of the type, or an error at its place; `what` names it.
std::optional<Value> read_value(Document& document, const toml::node& node, const Type& type,
                                const std::string& what) {
  auto value = value_of(node);
  const auto misfit = value ? make_fit(*value, type) : Misfit{{}, "what no program is given", noun_of(type)};
  if (!misfit) return value;
  const auto at = misfit->place.empty() ? "" : fmt::format(" at {}", misfit->place);
  document.report(span_of(node), fmt::format("{} must be {}", what, text_of(type)),
                  fmt::format("this has {}{} where {} is due", misfit->is, at, misfit->due),
                  "the types are those of `signature`");
  return std::nullopt;
}

Value::List read_args(Reader& table, const Signature& signature) {
  const auto* node = table.node("args");
  const auto* array = node->as_array();
  const auto& parameters = signature.parameters;
  if (!array || array->size() != parameters.size()) {
    const auto has = array ? fmt::format("this has {}", array->size()) : "this is no array";
    table.error_at_value("args", fmt::format("`args` must be an array with {} arguments", parameters.size()),
                         has, fmt::format("the signature is {}", text_of(signature)));
    return {};
  }
  Value::List args;
  for (std::size_t i = 0; i < parameters.size(); ++i)
    if (auto value = read_value(table.document(), *array->get(i), parameters[i].type,
                                fmt::format("the argument `{}`", parameters[i].name)))
      args.push_back(std::move(*value));
  return args;
}

Case read_case(Reader& table, const Settings& settings, const std::filesystem::path& exercise) {
  Case one;
  const bool literal = table.has("args"), generated = table.has("generate");
  if (literal == generated)
    table.error_here(literal ? "a case has `args` or `generate`, not both" : "a case needs arguments", {},
                     "give exactly one of `args`, `generate`");
  else if (literal)
    one.args = read_args(table, settings.signature);
  else if (auto generate = table.table("generate"))
    one.args = stdio::read_generated(*generate, exercise);
  if (const auto* node = table.node("result")) {
    one.result = read_value(table.document(), *node, settings.signature.result, "the result");
    if (generated)
      table.error_at_value("result", "a generator makes several calls, and this is one result", {},
                           "remove `result`: those of generated calls come from the reference");
  } else if (settings.reference.empty()) {
    table.error_here("nothing says what the result is", {},
                     "give `result`, or name a `reference` in `[function]`");
  }
  table.finish();
  return one;
}

Rule read_rule(Reader& check, const Type& result) {
  Rule rule;
  if (check.has("compare")) {
    auto table = check.table_or_empty("compare");
    rule.absolute = table.number("absolute", 0, std::numeric_limits<double>::max()).value_or(0);
    rule.relative = table.number("relative", 0, 1).value_or(0);
    table.finish();
    if (result.base != Base::number)
      check.error_at_value("compare", "only floats are compared by a tolerance",
                           fmt::format("the result is {}", text_of(result)), "remove it");
  }
  rule.unordered = check.boolean("unordered").value_or(false);
  if (rule.unordered && !result.is_list())
    check.error_at_value("unordered", "only a list can be in any order",
                         fmt::format("the result is {}", text_of(result)), "remove it");
  return rule;
}

// The fault's place in the file: within the text when it is written as it reads.
void report(Reader& table, const std::string& text, const SignatureFault& fault) {
  auto place = table.value_place("signature");
  const bool plain = place.length == static_cast<int>(text.size()) + 2;
  if (plain) {
    place.column += 1 + static_cast<int>(fault.offset);
    place.length = static_cast<int>(std::max<std::size_t>(1, fault.length));
  }
  table.document().report(place, fault.what, {}, fault.help);
}

} // namespace

Settings parse_settings(Reader& table) {
  Settings settings;
  const auto text = table.required_text("signature");
  if (!text.empty()) {
    auto signature = parse_signature(text);
    if (signature)
      settings.signature = std::move(*signature);
    else
      report(table, text, signature.error());
  }
  settings.reference = table.text("reference").value_or("");
  return settings;
}

Spec parse(Reader& check, const Settings& settings, const std::filesystem::path& exercise) {
  Spec spec;
  spec.signature = settings.signature;
  spec.alone = check.boolean("alone").value_or(false);
  spec.rule = read_rule(check, settings.signature.result);
  spec.bar = stdio::read_bar(check);
  const auto before = check.document().errors().size();
  for (auto& table : check.tables("case")) {
    // Without a signature nothing can be said about values.
    if (settings.signature.name.empty()) continue;
    spec.cases.push_back(read_case(table, settings, exercise));
  }
  if (spec.cases.empty() && !settings.signature.name.empty() && check.document().errors().size() == before)
    check.error_here("a check needs at least one case", {},
                     "add a `[[check.case]]` with `args` and `result`");
  if (check.document().errors().size() == before) {
    std::vector<const stdio::Generated*> generated;
    for (const auto& one : spec.cases) generated.push_back(std::get_if<stdio::Generated>(&one.args));
    const bool from_reference = std::none_of(spec.cases.begin(), spec.cases.end(),
                                             [](const auto& one) { return one.result.has_value(); });
    stdio::check_bar(check, spec.bar, generated, from_reference && !settings.reference.empty(), "result",
                     "function");
  }
  spec.alone = spec.alone || spec.bar;
  return spec;
}

bool needs_programs(const Spec& check) {
  return std::any_of(check.cases.begin(), check.cases.end(), [](const Case& one) { return !one.result; });
}

} // namespace bex::function
