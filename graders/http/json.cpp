#include "graders/http/json.hpp"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <charconv>
#include <cmath>

namespace bex::http {
namespace {

constexpr std::size_t deepest = 200;
constexpr std::size_t most_values = 100'000;

// Builds a Json while nlohmann's scanner reads; its own tree would round numbers.
class Builder : public nlohmann::json_sax<nlohmann::json> {
 public:
  Json root;
  JsonFault fault;

  bool null() override { return put(Json{}); }
  bool boolean(bool truth) override { return put(Json{truth}); }
  bool number_integer(number_integer_t number) override { return put(json_integer(number)); }
  bool number_unsigned(number_unsigned_t number) override { return put(json_unsigned(number)); }
  bool number_float(number_float_t, const string_t& digits) override { return put(Json{Number{digits}}); }
  bool string(string_t& text) override { return put(json_text(std::move(text))); }
  bool binary(binary_t&) override { return false; }
  bool start_object(std::size_t) override { return open(Json{Json::Object{}}); }
  bool start_array(std::size_t) override { return open(Json{Json::Array{}}); }
  bool end_object() override { return close(); }
  bool end_array() override { return close(); }
  bool key(string_t& name) override {
    names_.push_back(std::move(name));
    return true;
  }
  bool parse_error(std::size_t position, const std::string&, const nlohmann::detail::exception&) override {
    fault = {position == 0 ? 0 : position - 1, "no valid JSON"};
    return false;
  }

 private:
  std::vector<Json> open_; // the containers around the place that is read, outermost first
  std::vector<std::string> names_;
  std::size_t count_ = 0;

  bool put(Json json) {
    if (++count_ > most_values) {
      fault = {0, "JSON with more than 100000 values"};
      return false;
    }
    return attach(std::move(json));
  }
  bool attach(Json json) {
    if (open_.empty()) {
      root = std::move(json);
    } else if (auto* items = std::get_if<Json::Array>(&open_.back().value)) {
      items->push_back(std::move(json));
    } else {
      std::get<Json::Object>(open_.back().value).push_back({std::move(names_.back()), std::move(json)});
      names_.pop_back();
    }
    return true;
  }
  bool open(Json container) {
    if (open_.size() == deepest) {
      fault = {0, "JSON nested deeper than 200 levels"};
      return false;
    }
    if (++count_ > most_values) return put({});
    open_.push_back(std::move(container));
    return true;
  }
  bool close() {
    Json done = std::move(open_.back());
    open_.pop_back();
    return attach(std::move(done));
  }
};

void write_string(std::string& out, std::string_view text) {
  constexpr std::string_view hex = "0123456789abcdef";
  out += '"';
  for (char c : text) {
    auto byte = static_cast<unsigned char>(c);
    if (c == '"' || c == '\\')
      (out += '\\') += c;
    else if (c == '\n')
      out += "\\n";
    else if (c == '\r')
      out += "\\r";
    else if (c == '\t')
      out += "\\t";
    else if (byte < 0x20)
      ((out += "\\u00") += hex[byte >> 4]) += hex[byte & 15];
    else
      out += c;
  }
  out += '"';
}

void write(std::string& out, const Json& json) {
  if (const auto* truth = std::get_if<bool>(&json.value)) {
    out += *truth ? "true" : "false";
  } else if (json.number()) {
    out += json.number()->digits;
  } else if (json.text()) {
    write_string(out, *json.text());
  } else if (json.array()) {
    const char* before = "[";
    for (const Json& item : *json.array()) {
      out += std::exchange(before, ",");
      write(out, item);
    }
    out += json.array()->empty() ? "[]" : "]";
  } else if (json.object()) {
    const char* before = "{";
    for (const Member& member : *json.object()) {
      out += std::exchange(before, ",");
      write_string(out, member.name);
      out += ':';
      write(out, member.value);
    }
    out += json.object()->empty() ? "{}" : "}";
  } else {
    out += "null";
  }
}

bool is_integer_form(std::string_view digits) {
  return digits.find_first_of(".eE") == std::string_view::npos;
}

// Long enough for any 64-bit integer: the mantissa has 64 bits on x86-64 and 113 on arm64.
template <class Float> Float value_of(const Number& number) {
  Float value = 0;
  const std::string& digits = number.digits;
  // A number out of range leaves 0: it is too near to 0, since the parser refuses those that are too large.
  std::from_chars(digits.data(), digits.data() + digits.size(), value);
  return value;
}

bool same_objects(const Json& a, const Json& b) {
  auto within = [](const Json& inner, const Json& outer) {
    return std::ranges::all_of(*inner.object(), [&](const Member& member) {
      const Json* other = outer.find(member.name);
      return other && *inner.find(member.name) == *other;
    });
  };
  return within(a, b) && within(b, a);
}

} // namespace

const Json* Json::find(std::string_view name) const {
  if (!object()) return nullptr;
  auto found = std::ranges::find(object()->rbegin(), object()->rend(), name, &Member::name);
  return found == object()->rend() ? nullptr : &found->value;
}

bool operator==(const Json& a, const Json& b) {
  if (a.value.index() != b.value.index()) return false;
  if (a.number()) return same_number(*a.number(), *b.number());
  if (a.text()) return *a.text() == *b.text();
  if (a.array()) return *a.array() == *b.array();
  if (a.object()) return same_objects(a, b);
  const auto* truth = std::get_if<bool>(&a.value);
  return !truth || *truth == std::get<bool>(b.value);
}

Json json_text(std::string text) {
  return Json{std::move(text)};
}
Json json_integer(std::int64_t number) {
  return Json{Number{std::to_string(number)}};
}
Json json_unsigned(std::uint64_t number) {
  return Json{Number{std::to_string(number)}};
}

bool same_number(const Number& a, const Number& b) {
  bool whole_a = is_integer_form(a.digits), whole_b = is_integer_form(b.digits);
  if (whole_a && whole_b)
    return a.digits == b.digits || (value_of<double>(a) == 0 && value_of<double>(b) == 0);
  if (whole_a != whole_b) return value_of<long double>(a) == value_of<long double>(b);
  return value_of<double>(a) == value_of<double>(b);
}

bool is_whole(const Number& number) {
  if (is_integer_form(number.digits)) return true;
  auto value = value_of<long double>(number);
  return std::isfinite(value) && std::trunc(value) == value;
}

tl::expected<Json, JsonFault> parse_json(std::string_view text) {
  Builder builder;
  try {
    if (nlohmann::json::sax_parse(text.begin(), text.end(), &builder)) return std::move(builder.root);
  } catch (const std::exception& error) {
    return tl::unexpected(JsonFault{0, error.what()});
  }
  return tl::unexpected(std::move(builder.fault));
}

std::string write_json(const Json& json) {
  std::string out;
  write(out, json);
  return out;
}

std::string plain_text(const Json& json) {
  return json.text() ? *json.text() : write_json(json);
}

bool is_pointer(std::string_view pointer) {
  if (!pointer.empty() && pointer.front() != '/') return false;
  for (std::size_t at = pointer.find('~'); at != std::string_view::npos; at = pointer.find('~', at + 1)) {
    if (at + 1 == pointer.size() || (pointer[at + 1] != '0' && pointer[at + 1] != '1')) return false;
  }
  return true;
}

const Json* at_pointer(const Json& json, std::string_view pointer) {
  const Json* here = &json;
  while (here && !pointer.empty()) {
    pointer.remove_prefix(1);
    std::string_view raw = pointer.substr(0, pointer.find('/'));
    pointer.remove_prefix(raw.size());
    std::string name;
    for (std::size_t i = 0; i < raw.size(); ++i) {
      bool escaped = raw[i] == '~' && i + 1 < raw.size();
      name += escaped ? (raw[++i] == '1' ? '/' : '~') : raw[i];
    }
    if (const auto* items = here->array()) {
      // Section 4: digits without a leading zero.
      std::size_t index = 0;
      auto [end, error] = std::from_chars(name.data(), name.data() + name.size(), index);
      bool valid =
          error == std::errc{} && end == name.data() + name.size() && (name == "0" || name[0] != '0');
      here = valid && index < items->size() ? &(*items)[index] : nullptr;
    } else {
      here = here->find(name);
    }
  }
  return here;
}

std::string pointer_step(std::string_view name) {
  std::string step = "/";
  for (char c : name) {
    if (c == '~')
      step += "~0";
    else if (c == '/')
      step += "~1";
    else
      step += c;
  }
  return step;
}

} // namespace bex::http
