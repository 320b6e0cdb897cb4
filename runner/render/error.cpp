#include "runner/render/json.hpp"
#include "runner/render/render.hpp"
#include "runner/render/text.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace bex::render {
namespace {

// The part of a source line that is shown, and where its carets are.
struct Excerpt {
  std::string text;
  int column = 0; // columns before the first caret
  int carets = 1;
};

// Bytes of a source line that are shown at most on each side of the span: a line of a megabyte stays one line
// of the terminal.
constexpr std::size_t around = 60;

Excerpt excerpt_of(const Label& label, const Style& style) {
  const std::string_view source = label.source;
  const auto start = std::min(source.size(), static_cast<std::size_t>(std::max(1, label.span.column) - 1));
  const auto length =
      std::min(source.size() - start, static_cast<std::size_t>(std::max(1, label.span.length)));
  const auto from = start > around ? border_before(source, start - around) : 0;
  const auto marked = source.substr(start, border_before(source, start + std::min(length, around)) - start);
  const auto mark = glyphs(style).ellipsis;

  // Made safe up to each border, so that a tab before it is as wide as in the line.
  std::string before = from > 0 ? std::string(mark) : "";
  const int shift = width_of(before);
  const auto shown = source.substr(from, border_before(source, start + marked.size() + around) - from);
  const int to_start = width_of(safe(shown.substr(0, start - from)));
  const int to_end = width_of(safe(shown.substr(0, start - from + marked.size())));
  const bool rest = from + shown.size() < source.size();
  return {before + safe(shown) + (rest ? std::string(mark) : ""), shift + to_start,
          std::max(1, to_end - to_start)};
}

const char* kind_name(ErrorKind kind) {
  switch (kind) {
  case ErrorKind::usage:
    return "usage";
  case ErrorKind::pack:
    return "pack";
  case ErrorKind::machine:
    return "machine";
  case ErrorKind::internal:
    return "internal";
  case ErrorKind::interrupted:
    return "interrupted";
  }
  return "internal";
}

} // namespace

std::string error(const Error& error, const Style& style) {
  std::string out = paint(style, Paint::red, "error:") + " " + safe(error.what) + "\n";
  std::string gutter = "  ";
  if (error.label) {
    const auto& label = *error.label;
    const auto number = std::to_string(label.span.line);
    gutter = std::string(number.size() + 2, ' ');
    const auto blue = [&](std::string_view text) { return paint(style, Paint::blue, text); };
    out += fmt::format("{}{} {}:{}:{}\n", gutter.substr(1), blue("-->"), safe(label.file), number,
                       label.span.column);
    if (!label.source.empty() || !label.note.empty()) {
      const auto excerpt = excerpt_of(label, style);
      const auto carets = std::string(static_cast<std::size_t>(excerpt.carets), '^');
      const auto note = label.note.empty() ? "" : " " + safe(label.note);
      out += fmt::format("{}{}\n {} {} {}\n", gutter, blue("|"), blue(number), blue("|"), excerpt.text);
      out += fmt::format("{}{} {}{}\n", gutter, blue("|"),
                         std::string(static_cast<std::size_t>(excerpt.column), ' '),
                         paint(style, Paint::red, carets + note));
    }
  }
  for (const auto& step : error.context)
    out += fmt::format("{}{} {}\n", gutter, paint(style, Paint::blue, "="), safe(step));
  if (!error.help.empty())
    out += fmt::format("{}{} {}: {}\n", gutter, paint(style, Paint::blue, "="),
                       paint(style, Paint::bold, "help"), safe(error.help));
  return out;
}

std::string errors(const Errors& errors, const Style& style) {
  std::string out;
  for (const auto& one : errors) {
    if (!out.empty()) out += '\n';
    out += error(one, style);
  }
  if (errors.size() > 1) out += "\n" + counted(errors.size(), "error") + "\n";
  return out;
}

nlohmann::ordered_json to_json(const Error& error) {
  nlohmann::ordered_json json{{"kind", kind_name(error.kind)}, {"what", error.what}};
  if (error.label) {
    json["file"] = error.label->file;
    json["line"] = error.label->span.line;
    json["column"] = error.label->span.column;
    json["length"] = error.label->span.length;
    json["source"] = error.label->source;
    json["note"] = error.label->note;
  }
  json["help"] = error.help;
  json["context"] = error.context;
  return json;
}

std::string errors_json(const Errors& errors, const std::string& command, int exit_code) {
  auto list = nlohmann::ordered_json::array();
  for (const auto& one : errors) list.push_back(to_json(one));
  return envelope(command, exit_code, {{"errors", std::move(list)}});
}

} // namespace bex::render
