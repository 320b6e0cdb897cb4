#include "graders/http/tree_reader.hpp"

#include "graders/http/piece_reader.hpp"
#include "sandboxes/base/text.hpp"

#include <toml++/toml.h>

#include <algorithm>

namespace bex::http {
namespace {

// Relative, and every part of it a name.
bool is_path(const std::string& path) {
  constexpr std::size_t longest_name = 255, longest_path = 1024;
  if (path.empty() || path.size() > longest_path || path.find('\0') != std::string::npos) return false;
  for (std::size_t at = 0; at <= path.size();) {
    const std::size_t end = std::min(path.find('/', at), path.size());
    const std::string name = path.substr(at, end - at);
    if (name.empty() || name == "." || name == ".." || name.size() > longest_name) return false;
    at = end + 1;
  }
  return true;
}

bool is_below(const std::string& path, const std::string& folder) {
  return path.starts_with(folder + "/");
}

// Why `entry` cannot stand beside `other`, or in its place.
std::string conflict(const TreeEntry& entry, const TreeEntry& other) {
  const bool folder = entry.kind == TreeEntry::Kind::folder, into = other.kind == TreeEntry::Kind::folder;
  if (is_below(entry.path, other.path) && !into) return "`" + other.path + "` is no folder";
  const bool is_parent = is_below(other.path, entry.path);
  if ((is_parent && !folder) || (entry.path == other.path && folder != into))
    return "`" + entry.path + "` is " + (folder ? "no folder" : "a folder") + " already";
  return "";
}

std::optional<std::chrono::sys_seconds> read_time(Reader& table) {
  const toml::node* node = table.node("modified");
  if (!node) return std::nullopt;
  const auto* value = node->as_date_time();
  if (!value || !value->get().offset) {
    table.error_at_value("modified", "`modified` is a date and time with its zone", "",
                         "write it as 2024-05-01T12:00:00Z, without quotes");
    return std::nullopt;
  }
  const toml::date_time& time = value->get();
  const std::chrono::year_month_day day{std::chrono::year(time.date.year),
                                        std::chrono::month(time.date.month), std::chrono::day(time.date.day)};
  return std::chrono::sys_days(day) + std::chrono::hours(time.time.hour) +
         std::chrono::minutes(time.time.minute - time.offset->minutes) +
         std::chrono::seconds(time.time.second);
}

TreeEntry read_entry(Reader& table, const Scope& scope) {
  TreeEntry entry;
  entry.path = table.required_text("path");
  if (!entry.path.empty() && !is_path(entry.path))
    table.error_at_value("path", "this is no path in the tree", "",
                         "names with `/` between them, none of them `.` or `..`");
  entry.modified = read_time(table);
  int kinds = 0;
  if (table.boolean("folder").value_or(false) && ++kinds) entry.kind = TreeEntry::Kind::folder;
  if (table.boolean("pipe").value_or(false) && ++kinds) entry.kind = TreeEntry::Kind::pipe;
  if (auto link = table.text("link"); link && ++kinds) {
    entry.kind = TreeEntry::Kind::link;
    entry.target = *link;
    if (link->empty() || link->find('\0') != std::string::npos)
      table.error_at_value("link", "this leads nowhere", "", "a path, such as \"../secret/key.txt\"");
  }
  constexpr std::int64_t most_zeros = std::int64_t{1} << 40;
  if (auto zeros = table.integer("zeros", 1, most_zeros); zeros && ++kinds)
    entry.zeros = static_cast<std::uint64_t>(*zeros);
  if (kinds == 0) {
    PatternReader patterns(table.document(), scope);
    entry.content = read_piece(table, patterns);
  }
  if (kinds > 1)
    table.error_here("an entry is one thing", "",
                     "keep one of `text`, `hex`, `random`, `zeros`, `link`, `pipe` and `folder`");
  if (entry.modified && entry.kind != TreeEntry::Kind::file)
    table.error_at_value("modified", "only files have a time of their own", "", "");
  table.finish();
  return entry;
}

bool holds(const Tree& tree, const std::string& folder) {
  return std::ranges::any_of(tree.entries, [&](const TreeEntry& entry) {
    return is_below(entry.path, folder) || (entry.path == folder && entry.kind == TreeEntry::Kind::folder);
  });
}

} // namespace

std::optional<Tree> read_tree(Reader& table) {
  Tree tree;
  tree.variable = table.required_text("variable");
  tree.root = table.required_text("root");
  Scope nothing;
  nothing.rows.emplace_back();
  for (Reader& file : table.tables("file")) {
    TreeEntry entry = read_entry(file, nothing);
    for (const TreeEntry& other : tree.entries) {
      const std::string why =
          entry.path == other.path ? "`" + entry.path + "` comes twice" : conflict(entry, other);
      if (why.empty()) continue;
      file.error_at_value("path", why, "", "");
      break;
    }
    tree.entries.push_back(std::move(entry));
  }
  if (!tree.root.empty() && !holds(tree, tree.root))
    table.error_at_value("root", "no entry lies in `" + tree.root + "`", "",
                         "name a folder of the tree, or add a file to it");
  table.finish();
  return tree;
}

TreeEntry read_change(Reader& table, const Tree& tree, const Scope& scope) {
  TreeEntry entry = read_entry(table, scope);
  for (const TreeEntry& other : tree.entries)
    if (const std::string why = conflict(entry, other); !why.empty()) {
      table.error_at_value("path", why, "", "");
      break;
    }
  return entry;
}

} // namespace bex::http
