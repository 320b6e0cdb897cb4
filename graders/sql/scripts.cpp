#include "graders/sql/scripts.hpp"

#include "sandboxes/base/file.hpp"
#include "sandboxes/base/text.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <system_error>

namespace bex::sql {
namespace {

namespace fs = std::filesystem;

constexpr std::size_t most_script = 1u << 20;

// The line of the first byte that belongs to no letter.
std::ptrdiff_t line_without_text(std::string_view text) {
  std::size_t at = 0;
  for (auto length = letter_length(text, at); length > 0; length = letter_length(text, at)) at += length;
  return std::count(text.begin(), text.begin() + static_cast<std::ptrdiff_t>(at), '\n') + 1;
}

tl::expected<std::string, std::string> read_script(const fs::path& folder, const std::string& name) {
  std::error_code code;
  const auto path = folder / name;
  if (!fs::exists(path, code)) return tl::unexpected(fmt::format("there is no file `{}`", name));
  if (fs::file_size(path, code) > most_script && !code)
    return tl::unexpected(fmt::format("`{}` is larger than 1 MiB", name));
  auto text = read_file(path, most_script);
  if (!text) return tl::unexpected(fmt::format("`{}` cannot be read", name));
  if (!is_text(*text))
    return tl::unexpected(
        fmt::format("`{}` is no SQL: line {} is not UTF-8 text", name, line_without_text(*text)));
  return std::move(*text);
}

std::vector<std::string> files_of(const Case& one) {
  if (one.together.sessions.empty()) return one.run;
  std::vector<std::string> files;
  for (const auto& session : one.together.sessions)
    files.insert(files.end(), session.run.begin(), session.run.end());
  return files;
}

} // namespace

Scripts read_scripts(const fs::path& folder, const Task& task) {
  std::map<std::string, std::string> scripts;
  for (const auto& one : task.cases)
    for (const auto& name : files_of(one)) {
      if (scripts.count(name)) continue;
      auto text = read_script(folder, name);
      if (!text) return tl::unexpected(std::move(text.error()));
      scripts[name] = std::move(*text);
    }
  return scripts;
}

} // namespace bex::sql
