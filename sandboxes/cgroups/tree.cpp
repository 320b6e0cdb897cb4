#include "sandboxes/cgroups/tree.hpp"

#include "sandboxes/base/text.hpp"

#include <algorithm>
#include <charconv>
#include <cstddef>

namespace bex {
namespace {

std::vector<std::string> names_in(std::string_view list) {
  std::vector<std::string> names;
  for (const auto name : split(list, ','))
    if (!name.empty()) names.emplace_back(name);
  return names;
}

// Space, tab, line end and back-slash come as three octal digits (proc_pid_mountinfo(5)).
std::string unescaped(std::string_view text) {
  std::string plain;
  for (std::size_t i = 0; i < text.size(); ++i) {
    unsigned code = 0;
    const bool escape = text[i] == '\\' && i + 3 < text.size() &&
                        std::from_chars(&text[i + 1], &text[i + 4], code, 8).ptr == &text[i + 4];
    plain += escape ? static_cast<char>(code) : text[i];
    if (escape) i += 3;
  }
  return plain;
}

} // namespace

std::vector<Membership> parse_memberships(std::string_view text) {
  std::vector<Membership> all;
  for (const auto line : split(text, '\n')) {
    const auto first = line.find(':');
    const auto second = first == line.npos ? line.npos : line.find(':', first + 1);
    if (second == line.npos) continue;
    all.push_back(
        {names_in(line.substr(first + 1, second - first - 1)), std::string(line.substr(second + 1))});
  }
  return all;
}

std::vector<CgroupMount> parse_cgroup_mounts(std::string_view text) {
  std::vector<CgroupMount> all;
  for (const auto line : split(text, '\n')) {
    const auto words = split(line, ' ');
    // Six fixed fields, any number of optional ones, a dash, then type, source and the tree's own options.
    const auto dash = std::find(words.begin(), words.end(), "-");
    if (dash - words.begin() < 6 || words.end() - dash < 4) continue;
    if (dash[1] != "cgroup" && dash[1] != "cgroup2") continue;
    const bool unified = dash[1] == "cgroup2";
    all.push_back({unified, unified ? std::vector<std::string>() : names_in(dash[3]), unescaped(words[3]),
                   unescaped(words[4])});
  }
  return all;
}

std::optional<std::string> folder_of(std::string_view controller, const std::vector<Membership>& memberships,
                                     const std::vector<CgroupMount>& mounts) {
  const auto listed = [&](const std::vector<std::string>& names) {
    return controller.empty() ? names.empty()
                              : std::find(names.begin(), names.end(), controller) != names.end();
  };
  const auto own = std::find_if(memberships.begin(), memberships.end(),
                                [&](const Membership& membership) { return listed(membership.controllers); });
  if (own == memberships.end()) return std::nullopt;
  // What is mounted last covers what is mounted below it.
  for (auto mount = mounts.rbegin(); mount != mounts.rend(); ++mount) {
    if (mount->unified != controller.empty() || (!mount->unified && !listed(mount->controllers))) continue;
    const std::string root = mount->root == "/" ? "" : mount->root;
    if (!own->path.starts_with(root)) continue;
    const std::string below = own->path.substr(root.size());
    if (below.empty() || below == "/") return mount->point;
    if (below.front() == '/' && !below.starts_with("/../") && below != "/..") return mount->point + below;
  }
  return std::nullopt;
}

std::uint64_t count_of(std::string_view text, std::string_view key) {
  for (const auto line : split(text, '\n'))
    if (line.size() > key.size() && line.starts_with(key) && line[key.size()] == ' ')
      return number_in(line.substr(key.size() + 1));
  return 0;
}

std::uint64_t number_in(std::string_view text) {
  std::uint64_t number = 0;
  std::from_chars(text.data(), text.data() + text.size(), number);
  return number;
}

bool has_word(std::string_view text, std::string_view word) {
  const auto words = split(trim(text), ' ');
  return std::find(words.begin(), words.end(), word) != words.end();
}

} // namespace bex
