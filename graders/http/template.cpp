#include "graders/http/template.hpp"

#include "sandboxes/base/text.hpp"

#include <algorithm>

namespace bex::http {
namespace {

bool is_lower(char c) {
  return c >= 'a' && c <= 'z';
}
bool is_upper(char c) {
  return c >= 'A' && c <= 'Z';
}
bool is_letter(char c) {
  return is_lower(c) || is_upper(c);
}
bool is_digit(char c) {
  return c >= '0' && c <= '9';
}

char raised(char c) {
  return is_lower(c) ? static_cast<char>(c - 'a' + 'A') : c;
}
char lowered(char c) {
  return is_upper(c) ? static_cast<char>(c - 'A' + 'a') : c;
}
char swapped(char c) {
  return is_lower(c) ? raised(c) : lowered(c);
}

const std::vector<std::string>& filter_names() {
  static const std::vector<std::string> names{"swapcase", "upper", "lower", "urlencode"};
  return names;
}

std::string filtered(std::string text, const std::string& filter) {
  if (filter == "urlencode") return urlencode(text);
  auto change = filter == "upper" ? raised : filter == "lower" ? lowered : swapped;
  std::ranges::transform(text, text.begin(), change);
  return text;
}

tl::unexpected<TemplateFault> refuse(std::string what, std::string piece, std::string help) {
  return tl::unexpected(TemplateFault{std::move(what), std::move(piece), std::move(help)});
}

// `inside` is what stands between the braces.
tl::expected<TemplatePart, TemplateFault> parse_variable(std::string_view inside) {
  std::vector<std::string_view> words = split(inside, '|');
  TemplatePart part{std::string(words.front()), true, {}};
  std::string piece = "${" + std::string(inside) + "}";
  if (!is_variable_name(part.text)) {
    return refuse("`" + piece + "` names no variable", piece,
                  "names are letters, digits, `_` and `-`; write `$${` for the text `${`");
  }
  for (std::string_view word : std::span(words).subspan(1)) {
    if (std::ranges::find(filter_names(), word) == filter_names().end()) {
      std::string near = closest(word, filter_names());
      return refuse("unknown filter `" + std::string(word) + "`", piece,
                    near.empty() ? "the filters are: " + join(filter_names(), ", ")
                                 : "did you mean `" + near + "`?");
    }
    part.filters.emplace_back(word);
  }
  return part;
}

} // namespace

bool Template::literal() const {
  return std::ranges::none_of(parts, &TemplatePart::variable);
}

const std::string* Template::lone_variable() const {
  bool lone = parts.size() == 1 && parts.front().variable && parts.front().filters.empty();
  return lone ? &parts.front().text : nullptr;
}

tl::expected<Template, TemplateFault> parse_template(std::string_view text) {
  Template result;
  std::string literal;
  auto flush = [&] {
    if (!literal.empty()) result.parts.push_back({std::exchange(literal, {}), false, {}});
  };
  while (!text.empty()) {
    if (text.starts_with("$${")) {
      literal += "${";
      text.remove_prefix(3);
    } else if (text.starts_with("${")) {
      std::size_t end = text.find('}');
      if (end == std::string_view::npos) {
        return refuse("`${` without `}`", std::string(text), "write `$${` for the text `${`");
      }
      auto part = parse_variable(text.substr(2, end - 2));
      if (!part) return tl::unexpected(std::move(part.error()));
      flush();
      result.parts.push_back(std::move(*part));
      text.remove_prefix(end + 1);
    } else {
      literal += text.front();
      text.remove_prefix(1);
    }
  }
  flush();
  return result;
}

Template literal_template(std::string text) {
  Template result;
  if (!text.empty()) result.parts.push_back({std::move(text), false, {}});
  return result;
}

std::string render(const Template& text, const Variables& variables,
                   std::string (*quote)(const std::string&)) {
  std::string out;
  for (const TemplatePart& part : text.parts) {
    if (!part.variable) {
      out += part.text;
      continue;
    }
    auto found = variables.find(part.text);
    if (found == variables.end()) continue;
    std::string value = plain_text(found->second);
    for (const std::string& filter : part.filters) value = filtered(std::move(value), filter);
    out += quote ? quote(value) : value;
  }
  return out;
}

std::string urlencode(std::string_view text) {
  constexpr std::string_view hex = "0123456789ABCDEF";
  std::string out;
  for (char c : text) {
    auto byte = static_cast<unsigned char>(c);
    bool unreserved =
        is_letter(c) || is_digit(c) || std::string_view("-._~").find(c) != std::string_view::npos;
    if (unreserved)
      out += c;
    else
      ((out += '%') += hex[byte >> 4]) += hex[byte & 15];
  }
  return out;
}

bool is_variable_name(std::string_view name) {
  return !name.empty() && std::ranges::all_of(name, [](char c) {
    return is_letter(c) || is_digit(c) || c == '_' || c == '-';
  });
}

} // namespace bex::http
