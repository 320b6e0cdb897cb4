#include "graders/http/request.hpp"

#include "sandboxes/base/text.hpp"

#include <algorithm>

namespace bex::http {
namespace {

constexpr std::size_t longest_pasted_body = 4096;

bool is_control(char c) {
  auto byte = static_cast<unsigned char>(c);
  return byte < 0x20 || byte == 0x7f;
}

// Inside double quotes of sh(1) these letters mean themselves; the others are curl's or the shell's.
bool is_plain(char c) {
  bool alnum = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
  return alnum || std::string_view("/-._~?=&%+:@,;").find(c) != std::string_view::npos;
}

// The format of printf(1), inside single quotes; a hyphen at its beginning would be an option.
std::string printf_word(const std::string& bytes) {
  std::string word;
  for (char c : bytes) {
    auto byte = static_cast<unsigned char>(c);
    if (c == '\r')
      word += "\\r";
    else if (c == '\n')
      word += "\\n";
    else if (c == '%' || c == '\\')
      word += std::string(2, c);
    else if (is_control(c) || byte >= 0x80)
      for (int shift : {6, 3, 0}) word += (shift == 6 ? "\\" : "") + std::to_string((byte >> shift) & 7);
    else
      word += c;
  }
  return (word.starts_with('-') ? "-- " : "") + shell_quote(word);
}

// nc(1) takes addresses as they are.
std::string without_brackets(const std::string& address) {
  return address.starts_with('[') ? address.substr(1, address.size() - 2) : address;
}

// Pieces are told apart by a short sleep; more than a few are sent as one.
std::string nc_line(const Request& request, const Dial& dial) {
  constexpr std::size_t most_pieces = 4;
  std::string bytes = bytes_of(request);
  if (bytes.empty() || bytes.size() > longest_pasted_body) return "";
  std::string line;
  if (request.raw.size() <= most_pieces) {
    for (const std::string& piece : request.raw)
      line += (line.empty() ? "printf " : "; sleep 0.2; printf ") + printf_word(piece);
    if (request.raw.size() > 1) line = "(" + line + ")";
  } else {
    line = "printf " + printf_word(bytes);
  }
  if (dial.tls)
    return line + " | openssl s_client -quiet -connect " + dial.address + ":" + dial.port +
           (dial.authority.empty() ? "" : " -CAfile " + dial.authority);
  return line + (request.half_close ? " | nc -N" : " | nc -w 2") + " " + without_brackets(dial.address) +
         (dial.port.starts_with('$') ? " \"" + dial.port + "\"" : " " + dial.port);
}

std::string url_word(const std::string& target, const Dial& dial) {
  const std::string root =
      std::string(dial.tls ? "\"https://" : "\"http://") + dial.address + ":" + dial.port;
  bool plain = std::ranges::all_of(target, is_plain);
  return plain ? root + target + "\"" : root + "\"" + shell_quote(target);
}

} // namespace

std::string bytes_of(const Request& request) {
  if (!request.raw.empty()) return join(request.raw, "");
  std::string bytes = request.method + " " + request.target + " HTTP/1.1\r\n";
  for (const Header& field : request.headers) bytes += field.name + ": " + field.value + "\r\n";
  return bytes + "\r\n" + request.body.value_or("");
}

std::optional<Flaw> flaw_of(const Request& request) {
  if (!is_token(request.method)) return Flaw{false, "the method `" + request.method + "` is no word of HTTP"};
  if (request.target.empty()) return Flaw{false, "the request has no target"};
  if (std::ranges::any_of(request.target, [](char c) { return c == ' ' || is_control(c); })) {
    return Flaw{false, "the target `" + request.target + "` holds a blank or a control letter"};
  }
  for (const Header& field : request.headers) {
    bool broken = std::ranges::any_of(field.value, [](char c) { return is_control(c) && c != '\t'; });
    if (broken) return Flaw{true, "the value of the header `" + field.name + "` holds a control letter"};
  }
  return std::nullopt;
}

std::string shell_line(const Request& request, const std::string& default_host, const Dial& dial) {
  if (!request.raw.empty()) return nc_line(request, dial);
  if (request.body && request.body->size() > longest_pasted_body) return "";
  std::string line = "curl -i";
  bool has_body = request.body.has_value();
  if (request.method == "HEAD")
    line += " --head";
  else if (request.method != (has_body ? "POST" : "GET"))
    line += " -X " + shell_quote(request.method);
  if (!dial.authority.empty()) line += " --cacert " + dial.authority;
  bool from_root = request.target.starts_with('/');
  const std::string& target = request.target;
  bool dots = target.find("/.") != std::string::npos; // curl would resolve them
  bool globs = target.find_first_of("[]{}") != std::string::npos;
  if (from_root && dots) line += " --path-as-is";
  if (globs) line += " -g";
  if (from_root && target.find('#') == std::string::npos)
    line += " " + url_word(target, dial);
  else
    line += " --request-target " + shell_quote(target) + " " + url_word("/", dial);
  bool typed = false;
  for (const Header& field : request.headers) {
    std::string name = lower(field.name);
    if (name == "content-length" || (name == "host" && field.value == default_host)) continue;
    typed = typed || name == "content-type";
    line += " -H " + shell_quote(field.value.empty() ? field.name + ";" : field.name + ": " + field.value);
  }
  if (has_body && !typed) line += " -H 'Content-Type:'"; // curl would call the body a form
  if (!has_body) return line;
  const bool can_be_an_argument = request.body->find('\0') == std::string::npos;
  if (can_be_an_argument) return line + " --data-binary " + shell_quote(*request.body);
  return "printf " + printf_word(*request.body) + " | " + line + " --data-binary @-";
}

} // namespace bex::http
