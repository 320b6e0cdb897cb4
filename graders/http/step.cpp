#include "graders/http/step.hpp"

#include "sandboxes/base/text.hpp"

#include <algorithm>

namespace bex::http {
namespace {

bool names_header(const std::vector<Field>& fields, std::string_view name) {
  return std::ranges::any_of(fields, [&](const Field& field) { return lower(field.name) == name; });
}

std::string encode(const Form& form, const Variables& variables) {
  std::string body;
  for (const auto& [name, value] : form) {
    body += (body.empty() ? "" : "&") + urlencode(name) + "=" + urlencode(render(value, variables));
  }
  return body;
}

// RFC 4648 section 4
std::string base64(std::string_view bytes) {
  constexpr std::string_view letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
  std::string out;
  for (std::size_t i = 0; i < bytes.size(); i += 3) {
    std::uint32_t group = 0;
    for (std::size_t k = 0; k < 3; ++k)
      group = group << 8 | (i + k < bytes.size() ? static_cast<unsigned char>(bytes[i + k]) : 0U);
    for (std::size_t k = 0; k < 4; ++k)
      out += i + k <= bytes.size() ? letters[group >> (18 - 6 * k) & 63] : '=';
  }
  return out;
}

// RFC 7578 section 2: as HTML has browsers write it, with quotes and line ends in names as %22, %0D and %0A.
std::string form_name(const Template& text, const Variables& variables) {
  std::string name;
  for (char c : render(text, variables))
    name += c == '"' ? "%22" : c == '\r' ? "%0D" : c == '\n' ? "%0A" : std::string(1, c);
  return name;
}

struct Encoded {
  std::string type, body;
};

Encoded encode(const Multipart& multipart, const Variables& variables) {
  std::vector<std::string> contents;
  for (const Part& part : multipart.parts)
    contents.push_back(bytes_of(part.content, variables, contents.size()));
  std::string boundary = multipart.boundary;
  for (int i = 1; boundary.empty(); ++i) {
    boundary = "boundary-" + std::to_string(i);
    bool taken = std::ranges::any_of(
        contents, [&](const std::string& content) { return content.find(boundary) != std::string::npos; });
    if (taken) boundary.clear();
  }
  std::string body;
  for (std::size_t i = 0; i < contents.size(); ++i) {
    const Part& part = multipart.parts[i];
    body += "--" + boundary + "\r\nContent-Disposition: form-data; name=\"" +
            form_name(part.name, variables) + "\"";
    if (part.filename) body += "; filename=\"" + form_name(*part.filename, variables) + "\"";
    if (part.type) body += "\r\nContent-Type: " + render(*part.type, variables);
    body += "\r\n\r\n" + contents[i] + "\r\n";
  }
  return {"multipart/form-data; boundary=" + boundary, body + "--" + boundary + "--\r\n"};
}

} // namespace

std::vector<std::string> Scope::names() const {
  std::vector<std::string> names;
  for (const auto& [name, value] : rows.front()) names.push_back(name);
  return names;
}

void Scope::add(const std::string& name) {
  for (Variables& row : rows) row.insert_or_assign(name, json_text("x"));
}

bool Scope::is_fixed(const std::string& name) const {
  return std::ranges::find(fixed, name) != fixed.end();
}

void Scope::fix(const std::string& name, const Json& value) {
  fixed.push_back(name);
  for (Variables& row : rows) row.insert_or_assign(name, value);
}

std::string describe(const Source& source) {
  switch (source.kind) {
  case Source::Kind::json:
    return "json:" + source.argument;
  case Source::Kind::header:
    return "header:" + source.argument;
  case Source::Kind::cookie:
    return "cookie:" + source.argument;
  case Source::Kind::body:
    return "body";
  case Source::Kind::status:
    return "status";
  }
  return "";
}

Request fill_in(const Step& step, const Variables& variables) {
  Request request;
  std::string line = render(step.request, variables);
  std::size_t blank = std::min(line.find(' '), line.size());
  request.method = line.substr(0, blank);
  request.target = line.substr(std::min(blank + 1, line.size()));
  std::string type;
  if (const auto* json = std::get_if<Pattern>(&step.body)) {
    request.body = write_json(fill_in(*json, variables));
    type = "application/json";
  } else if (const auto* text = std::get_if<Template>(&step.body)) {
    request.body = render(*text, variables);
  } else if (const auto* form = std::get_if<Form>(&step.body)) {
    request.body = encode(*form, variables);
    type = "application/x-www-form-urlencoded";
  } else if (const auto* multipart = std::get_if<Multipart>(&step.body)) {
    Encoded encoded = encode(*multipart, variables);
    request.body = std::move(encoded.body);
    type = std::move(encoded.type);
  } else if (const auto* bytes = std::get_if<Piece>(&step.body)) {
    request.body = bytes_of(*bytes, variables, 0);
  }
  if (!names_header(step.headers, "host"))
    request.headers.push_back({"Host", plain_text(variables.at("host"))});
  for (const Field& field : step.headers) {
    if (field.value) request.headers.push_back({field.name, render(*field.value, variables)});
  }
  if (step.basic)
    request.headers.push_back({"Authorization", "Basic " + base64(render(*step.basic, variables))});
  if (!type.empty() && !names_header(step.headers, "content-type"))
    request.headers.push_back({"Content-Type", type});
  if (request.body && !names_header(step.headers, "content-length")) {
    request.headers.push_back({"Content-Length", std::to_string(request.body->size())});
  }
  return request;
}

std::string bytes_of(const std::vector<Piece>& pieces, const Variables& variables) {
  std::string all;
  for (std::size_t i = 0; i < pieces.size(); ++i) all += bytes_of(pieces[i], variables, i);
  return all;
}

std::vector<std::string> pieces_of(const Raw& raw, const Variables& variables) {
  std::vector<std::string> pieces;
  for (const Piece& piece : raw.pieces) pieces.push_back(bytes_of(piece, variables, pieces.size()));
  if (!raw.piped) return pieces;
  std::string all;
  for (const Step& step : raw.answers) all += bytes_of(fill_in(step, variables));
  return {all};
}

std::size_t count_of_scripts(const Raw& raw, const std::vector<std::string>& pieces) {
  if (raw.cuts != Raw::Cuts::every) return 1;
  return std::max<std::size_t>(join(pieces, "").size(), 2) - 1;
}

std::vector<std::string> cut(const Raw& raw, const std::vector<std::string>& pieces, std::size_t number) {
  if (raw.cuts == Raw::Cuts::none) return pieces;
  const std::string all = join(pieces, "");
  if (raw.cuts == Raw::Cuts::every)
    return {all.substr(0, number + 1), all.substr(std::min(number + 1, all.size()))};
  std::vector<std::string> bytes;
  for (char c : all) bytes.emplace_back(1, c);
  return bytes;
}

} // namespace bex::http
