#include "graders/http/json_path_query.hpp"

#include <re2/re2.h>

#include <algorithm>
#include <cstdlib>

namespace bex::http {
namespace {

constexpr std::size_t most_visits = 5'000'000;

using Nodes = std::vector<const Json*>;

// A value of the JSON, which is not copied, or one that a function made; neither: `Nothing` of section 2.4.1.
class Value {
 public:
  Value() = default;
  explicit Value(const Json* found) : found_(found) {}
  explicit Value(Json made) : made_(std::move(made)) {}

  explicit operator bool() const { return found_ || made_; }
  const Json& operator*() const { return made_ ? *made_ : *found_; }
  const Json* operator->() const { return &**this; }

 private:
  const Json* found_ = nullptr;
  std::optional<Json> made_;
};

struct TooMany {};

// RFC 9485: a point matches neither CR nor LF; with RE2 it would match CR.
std::string with_points(std::string_view expression) {
  std::string out;
  bool in_class = false;
  for (std::size_t i = 0; i < expression.size(); ++i) {
    const char c = expression[i];
    if (c == '\\' && i + 1 < expression.size()) {
      (out += c) += expression[++i];
      continue;
    }
    if (c == '[') in_class = true;
    if (c == ']') in_class = false;
    out += c == '.' && !in_class ? "[^\\r\\n]" : std::string(1, c);
  }
  return out;
}

bool matches(const std::string& text, const std::string& expression, bool whole) {
  const RE2 compiled(with_points(expression), RE2::Quiet);
  if (!compiled.ok()) return false;
  return whole ? RE2::FullMatch(text, compiled) : RE2::PartialMatch(text, compiled);
}

std::size_t code_points(std::string_view text) {
  const auto begins = [](char c) { return (static_cast<unsigned char>(c) & 0xc0) != 0x80; };
  return static_cast<std::size_t>(std::ranges::count_if(text, begins));
}

bool is_less(const Json& a, const Json& b) {
  if (a.text() && b.text()) return *a.text() < *b.text(); // UTF-8 sorts as its code points do
  if (!a.number() || !b.number() || same_number(*a.number(), *b.number())) return false;
  return std::strtold(a.number()->digits.c_str(), nullptr) <
         std::strtold(b.number()->digits.c_str(), nullptr);
}

// Section 2.3.5.2.2
bool compare(PathOperator how, const Value& a, const Value& b) {
  const bool both = a && b;
  const bool equal = both ? *a == *b : !a && !b;
  switch (how) {
  case PathOperator::equal:
    return equal;
  case PathOperator::unequal:
    return !equal;
  case PathOperator::less:
    return both && is_less(*a, *b);
  case PathOperator::at_most:
    return equal || (both && is_less(*a, *b));
  case PathOperator::greater:
    return both && is_less(*b, *a);
  case PathOperator::at_least:
    return equal || (both && is_less(*b, *a));
  }
  return false;
}

class Search {
 public:
  explicit Search(const Json& root) : root_(root) {}

  Nodes run(const PathQuery& query, const Json& current) {
    Nodes nodes{query.from_root ? &root_ : &current};
    for (const PathSegment& segment : query.segments) {
      Nodes next;
      for (const Json* node : nodes) {
        if (segment.descendant)
          descend(segment, *node, next);
        else
          select(segment, *node, next);
      }
      nodes = std::move(next);
    }
    return nodes;
  }

 private:
  const Json& root_;
  std::size_t visits_ = 0;

  void visit(std::size_t values = 1) {
    visits_ += values;
    if (visits_ > most_visits) throw TooMany{};
  }

  // A match costs as much as looking at some hundred values, and more where the text is long.
  bool look_for(const PathCall& call, const Json& current) {
    const Value text = value_of(call.arguments[0], current),
                expression = value_of(call.arguments[1], current);
    if (!text || !expression || !text->text() || !expression->text()) return false;
    visit(100 + (text->text()->size() + expression->text()->size()) / 16);
    return matches(*text->text(), *expression->text(), call.function == PathFunction::match);
  }

  template <class Each> void children(const Json& node, const Each& each) {
    if (const auto* items = node.array())
      for (const Json& item : *items) visit(), each(item);
    if (const auto* members = node.object())
      for (const Member& member : *members) visit(), each(member.value);
  }

  // Section 2.5.2.2: a node comes before its children.
  void descend(const PathSegment& segment, const Json& node, Nodes& out) {
    select(segment, node, out);
    children(node, [&](const Json& child) { descend(segment, child, out); });
  }

  void select(const PathSegment& segment, const Json& node, Nodes& out) {
    for (const PathSelector& selector : segment.selectors) {
      visit();
      if (const auto* name = std::get_if<std::string>(&selector.what)) {
        if (const Json* found = node.object() ? node.find(*name) : nullptr) out.push_back(found);
      } else if (std::holds_alternative<PathSelector::Wildcard>(selector.what)) {
        children(node, [&](const Json& child) { out.push_back(&child); });
      } else if (const auto* filter = std::get_if<PathSelector::Filter>(&selector.what)) {
        children(node, [&](const Json& child) {
          if (holds(**filter, child)) out.push_back(&child);
        });
      } else if (node.array()) {
        pick(selector, *node.array(), out);
      }
    }
  }

  void pick(const PathSelector& selector, const Json::Array& items, Nodes& out) {
    const auto size = static_cast<std::int64_t>(items.size());
    const auto add = [&](std::int64_t i) { visit(), out.push_back(&items[static_cast<std::size_t>(i)]); };
    if (const auto* index = std::get_if<std::int64_t>(&selector.what)) {
      const std::int64_t i = *index < 0 ? size + *index : *index;
      if (i >= 0 && i < size) add(i);
      return;
    }
    // Section 2.3.4.2.2
    const auto& slice = std::get<PathSelector::Slice>(selector.what);
    const auto normal = [&](std::int64_t i) { return i < 0 ? size + i : i; };
    if (slice.step > 0) {
      const auto from = std::clamp(normal(slice.start.value_or(0)), std::int64_t{0}, size);
      const auto to = std::clamp(normal(slice.end.value_or(size)), std::int64_t{0}, size);
      for (auto i = from; i < to; i += std::min(slice.step, size)) add(i);
    } else if (slice.step < 0) {
      const auto last = size - 1;
      const auto from = std::clamp(slice.start ? normal(*slice.start) : last, std::int64_t{-1}, last);
      const auto to = std::clamp(slice.end ? normal(*slice.end) : std::int64_t{-1}, std::int64_t{-1}, last);
      for (auto i = from; i > to; i += std::max(slice.step, -size)) add(i);
    }
  }

  bool holds(const PathExpression& expression, const Json& current) {
    visit();
    const auto part = [&](const PathExpression& one) { return holds(one, current); };
    switch (expression.kind) {
    case PathExpression::Kind::all:
      return std::ranges::all_of(expression.parts, part);
    case PathExpression::Kind::any:
      return std::ranges::any_of(expression.parts, part);
    case PathExpression::Kind::none:
      return !part(expression.parts.front());
    case PathExpression::Kind::compare:
      return compare(expression.comparison, value_of(expression.operands[0], current),
                     value_of(expression.operands[1], current));
    case PathExpression::Kind::test:
      break;
    }
    const PathOperand& tested = expression.operands.front();
    if (const auto* query = std::get_if<PathQuery>(&tested)) return !run(*query, current).empty();
    return look_for(*std::get<std::shared_ptr<const PathCall>>(tested), current);
  }

  Value value_of(const PathOperand& operand, const Json& current) {
    if (const auto* literal = std::get_if<Json>(&operand)) return Value(literal);
    if (const auto* query = std::get_if<PathQuery>(&operand)) return only(run(*query, current));
    const auto& call = *std::get<std::shared_ptr<const PathCall>>(operand);
    const PathOperand& argument = call.arguments.front();
    if (call.function == PathFunction::length) return length(value_of(argument, current));
    const Nodes nodes = run(std::get<PathQuery>(argument), current);
    return call.function == PathFunction::count ? number(nodes.size()) : only(nodes);
  }

  static Value only(const Nodes& nodes) { return nodes.size() == 1 ? Value(nodes.front()) : Value(); }
  static Value number(std::size_t count) { return Value(json_unsigned(count)); }

  static Value length(const Value& value) {
    if (!value) return {};
    if (const auto* text = value->text()) return number(code_points(*text));
    if (const auto* array = value->array()) return number(array->size());
    if (const auto* object = value->object()) return number(object->size());
    return {};
  }
};

} // namespace

tl::expected<JsonPath, PathFault> JsonPath::parse(std::string_view text) {
  auto query = parse_path(text);
  if (!query) return tl::unexpected(std::move(query.error()));
  return JsonPath(std::make_shared<const PathQuery>(std::move(*query)));
}

std::vector<const Json*> JsonPath::find(const Json& root) const {
  try {
    return Search(root).run(*query_, root);
  } catch (const TooMany&) {
    return {};
  }
}

} // namespace bex::http
