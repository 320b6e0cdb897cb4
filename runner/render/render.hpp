// Words: facts in, text out. Pure; nothing here writes.
#pragma once

#include "runner/model/report.hpp"
#include "runner/render/style.hpp"
#include "sandboxes/base/error.hpp"

#include <string>
#include <vector>

namespace bex::render {

// With line, caret and help; ends with a newline. Several are separated by empty lines, and counted when more
// than one.
[[nodiscard]] std::string error(const Error& error, const Style& style);
[[nodiscard]] std::string errors(const Errors& errors, const Style& style);
[[nodiscard]] std::string errors_json(const Errors& errors, const std::string& command, int exit_code);

// The verdict of a `test` or `submit`: first failure first, on one screen; `all` shows every failure.
struct ReportOptions {
  bool all = false;
  bool submitted = false;
};
[[nodiscard]] std::string report(const model::Report& report, const Style& style,
                                 const ReportOptions& options);
[[nodiscard]] std::string report_json(const model::Report& report, const std::string& command, int exit_code);

// Markdown for a terminal: headings, lists, code, tables, emphasis, links; wrapped to the style's width.
[[nodiscard]] std::string markdown(std::string_view text, const Style& style);

// A table with aligned columns that fits the width; the last column is cut with `…` when it must be. The
// first row is the head.
struct Cell {
  std::string text;
  Paint paint = Paint::plain;
  bool right = false;
};
[[nodiscard]] std::string table(const std::vector<std::vector<Cell>>& rows, const Style& style);

// "accepted" as a glyph and a word, painted.
[[nodiscard]] std::string verdict(Verdict verdict, const Style& style);

} // namespace bex::render
