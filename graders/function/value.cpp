#include "graders/function/value.hpp"

#include "sandboxes/base/text.hpp"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <algorithm>
#include <cmath>
#include <utility>

namespace bex::function {
namespace {

constexpr std::size_t deepest = 64;
constexpr std::size_t most_values = 2'000'000;

// Builds a Value while nlohmann's scanner reads; its own tree would round large integers.
class Builder : public nlohmann::json_sax<nlohmann::json> {
 public:
  Value root;
  std::string fault;

  bool null() override { return put({}); }
  bool boolean(bool truth) override { return put({truth}); }
  bool number_integer(number_integer_t number) override { return put({number}); }
  bool number_unsigned(number_unsigned_t number) override {
    return std::in_range<std::int64_t>(number) ? put({static_cast<std::int64_t>(number)})
                                               : put({Huge{std::to_string(number)}});
  }
  bool number_float(number_float_t number, const string_t& digits) override {
    return digits.find_first_of(".eE") == std::string::npos ? put({Huge{digits}}) : put({number});
  }
  bool string(string_t& text) override { return put({std::move(text)}); }
  bool binary(binary_t&) override { return false; }
  bool start_object(std::size_t) override { return open({Value::Object{}}); }
  bool start_array(std::size_t) override { return open({Value::List{}}); }
  bool end_object() override { return close(); }
  bool end_array() override { return close(); }
  bool key(string_t& name) override {
    names_.push_back(std::move(name));
    return true;
  }
  bool parse_error(std::size_t position, const std::string&, const nlohmann::detail::exception&) override {
    fault = fmt::format("no valid JSON at byte {}", position);
    return false;
  }

 private:
  std::vector<Value> open_; // the containers around the place that is read, outermost first
  std::vector<std::string> names_;
  std::size_t count_ = 0;

  bool count() {
    if (++count_ <= most_values) return true;
    fault = fmt::format("more than {} values", most_values);
    return false;
  }
  bool put(Value value) { return count() && attach(std::move(value)); }
  bool attach(Value value) {
    if (open_.empty()) {
      root = std::move(value);
    } else if (auto* items = std::get_if<Value::List>(&open_.back().data)) {
      items->push_back(std::move(value));
    } else {
      std::get<Value::Object>(open_.back().data).push_back({std::move(names_.back()), std::move(value)});
      names_.pop_back();
    }
    return true;
  }
  bool open(Value container) {
    if (open_.size() == deepest) {
      fault = fmt::format("nested deeper than {} levels", deepest);
      return false;
    }
    if (!count()) return false;
    open_.push_back(std::move(container));
    return true;
  }
  bool close() {
    Value done = std::move(open_.back());
    open_.pop_back();
    return attach(std::move(done));
  }
};

std::string json_text(std::string_view text) {
  std::string out = "\"";
  for (const char c : text) {
    if (c == '"' || c == '\\')
      (out += '\\') += c;
    else if (c == '\n')
      out += "\\n";
    else if (c == '\t')
      out += "\\t";
    else if (static_cast<unsigned char>(c) < 0x20 || c == 0x7F)
      out += fmt::format("\\u{:04x}", static_cast<unsigned char>(c));
    else
      out += c;
  }
  return out + '"';
}

// As short as reads back to the same; a whole one is seen to be a float all the same.
std::string digits_of(double number) {
  auto digits = fmt::format("{}", number);
  return digits.find_first_of(".en") == std::string::npos ? digits + ".0" : digits;
}

// What is written the same for programs and for people; nothing for containers.
std::optional<std::string> plain(const Value& value) {
  if (std::holds_alternative<std::monostate>(value.data)) return "null";
  if (const auto* truth = std::get_if<bool>(&value.data)) return *truth ? "true" : "false";
  if (const auto* integer = std::get_if<std::int64_t>(&value.data)) return std::to_string(*integer);
  if (const auto* number = std::get_if<double>(&value.data)) return digits_of(*number);
  if (const auto* huge = std::get_if<Huge>(&value.data)) return huge->digits;
  return std::nullopt;
}

void write(std::string& out, const Value& value) {
  if (value.list()) {
    out += '[';
    for (const auto& item : *value.list()) {
      if (out.back() != '[') out += ',';
      write(out, item);
    }
    out += ']';
  } else if (value.object()) {
    out += '{';
    for (const auto& member : *value.object()) {
      if (out.back() != '{') out += ',';
      (out += json_text(member.name)) += ':';
      write(out, member.value);
    }
    out += '}';
  } else {
    out += value.text() ? json_text(*value.text()) : *plain(value);
  }
}

std::string shown_text(std::string_view text, std::size_t room) {
  if (text.size() <= std::max<std::size_t>(room, 20)) return json_text(text);
  std::size_t end = 0;
  while (end < std::max<std::size_t>(room, 20)) end += std::max<std::size_t>(1, letter_length(text, end));
  return fmt::format("{}... ({} bytes)", json_text(text.substr(0, end)), text.size());
}

// The items of a container, as many as there is room for.
template <class Items, class Show>
void show_items(std::string& out, const Items& items, std::size_t most, Show show_item) {
  std::size_t left = items.size();
  for (const auto& item : items) {
    if (out.size() >= most && left > 1) {
      out += fmt::format("{}... {} more", left == items.size() ? "" : ", ", left);
      return;
    }
    if (left-- != items.size()) out += ", ";
    show_item(item);
  }
}

void show_into(std::string& out, const Value& value, std::size_t most) {
  if (value.list()) {
    out += '[';
    show_items(out, *value.list(), most, [&](const Value& item) { show_into(out, item, most); });
    out += ']';
  } else if (value.object()) {
    out += '{';
    show_items(out, *value.object(), most, [&](const Member& member) {
      out += json_text(member.name) + ": ";
      show_into(out, member.value, most);
    });
    out += '}';
  } else {
    out += value.text() ? shown_text(*value.text(), most - std::min(most, out.size())) : *plain(value);
  }
}

std::string kind_of(const Value& value) {
  constexpr const char* kinds[] = {"null", "a bool", "an int",   "a float", "an int of more than 64 bits",
                                   "text", "a list", "an object"};
  return kinds[value.data.index()];
}

bool fits_base(Value& value, Base base) {
  switch (base) {
  case Base::integer:
    return std::holds_alternative<std::int64_t>(value.data);
  case Base::number:
    if (const auto* integer = std::get_if<std::int64_t>(&value.data))
      value.data = static_cast<double>(*integer);
    if (const auto* huge = std::get_if<Huge>(&value.data))
      value.data = std::strtod(huge->digits.c_str(), nullptr);
    return std::holds_alternative<double>(value.data);
  case Base::truth:
    return std::holds_alternative<bool>(value.data);
  case Base::text:
    return value.text() != nullptr;
  }
  return false;
}

bool agree(const Rule& rule, double want, double got) {
  if (want == got) return true;
  const double apart = std::abs(want - got);
  return apart <= rule.absolute || apart <= rule.relative * std::abs(want);
}

// Below 0, 0, above 0; of values that fit the same type.
int order(const Value& a, const Value& b) {
  if (const auto* items = a.list()) {
    const auto& others = *b.list();
    for (std::size_t i = 0; i < std::min(items->size(), others.size()); ++i)
      if (const int sign = order((*items)[i], others[i])) return sign;
    return items->size() < others.size() ? -1 : items->size() > others.size() ? 1 : 0;
  }
  const auto compare = [](const auto& x, const auto& y) { return x < y ? -1 : y < x ? 1 : 0; };
  if (a.text()) return compare(*a.text(), *b.text());
  if (const auto* number = std::get_if<double>(&a.data)) return compare(*number, std::get<double>(b.data));
  if (const auto* integer = std::get_if<std::int64_t>(&a.data))
    return compare(*integer, std::get<std::int64_t>(b.data));
  return compare(std::get<bool>(a.data), std::get<bool>(b.data));
}

std::optional<Difference> compare(const Rule& rule, const Value& want, const Value& got) {
  const auto* items = want.list();
  if (!items) {
    const auto* number = std::get_if<double>(&want.data);
    const bool same = number ? agree(rule, *number, std::get<double>(got.data)) : order(want, got) == 0;
    return same ? std::nullopt : std::optional(Difference{{}, want, got});
  }
  const auto& others = *got.list();
  if (items->size() != others.size()) return Difference{{}, want, got};
  for (std::size_t i = 0; i < items->size(); ++i)
    if (auto difference = compare(rule, (*items)[i], others[i])) {
      difference->place = fmt::format("[{}]{}", i, difference->place);
      return difference;
    }
  return std::nullopt;
}

Value sorted(const Value& value) {
  auto items = *value.list();
  std::sort(items.begin(), items.end(), [](const Value& a, const Value& b) { return order(a, b) < 0; });
  return {std::move(items)};
}

} // namespace

const Value* Value::find(std::string_view name) const {
  if (!object()) return nullptr;
  const auto found = std::find_if(object()->begin(), object()->end(),
                                  [&](const Member& member) { return member.name == name; });
  return found == object()->end() ? nullptr : &found->value;
}

tl::expected<Value, std::string> parse_value(std::string_view text) {
  Builder builder;
  try {
    if (nlohmann::json::sax_parse(text.begin(), text.end(), &builder)) return std::move(builder.root);
  } catch (const std::exception& error) {
    return tl::unexpected(std::string(error.what()));
  }
  return tl::unexpected(std::move(builder.fault));
}

std::string write_json(const Value& value) {
  std::string out;
  write(out, value);
  return out;
}

std::string show(const Value& value, std::size_t most) {
  std::string out;
  show_into(out, value, most);
  return out;
}

std::string noun_of(const Type& type) {
  if (type.is_list()) return text_of(type);
  constexpr const char* nouns[] = {"an int", "a float", "a bool", "text"};
  return nouns[static_cast<std::size_t>(type.base)];
}

std::optional<Misfit> make_fit(Value& value, const Type& type) {
  if (!type.is_list() && fits_base(value, type.base)) return std::nullopt;
  if (!type.is_list() || !value.list()) return Misfit{{}, kind_of(value), noun_of(type)};
  auto& items = std::get<Value::List>(value.data);
  for (std::size_t i = 0; i < items.size(); ++i)
    if (auto misfit = make_fit(items[i], type.item())) {
      misfit->place = fmt::format("[{}]{}", i, misfit->place);
      return misfit;
    }
  return std::nullopt;
}

std::optional<Difference> first_difference(const Rule& rule, const Value& want, const Value& got) {
  if (!rule.unordered || !want.list()) return compare(rule, want, got);
  // Where the order is free, a place in a sorted copy would tell nothing.
  if (compare(rule, sorted(want), sorted(got))) return Difference{{}, want, got};
  return std::nullopt;
}

} // namespace bex::function
