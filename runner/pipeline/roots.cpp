#include "runner/pipeline/roots.hpp"

#include <algorithm>
#include <array>
#include <cstdlib>
#include <string>
#include <vector>

namespace bex::pipeline {
namespace {

namespace fs = std::filesystem;

// Where programs keep what belongs to the user (XDG Base Directory Specification, "Environment variables").
std::vector<fs::path> private_folders() {
  std::vector<fs::path> folders;
  const auto add = [&](const char* variable, const char* below_home) {
    const char* value = std::getenv(variable);
    const char* home = std::getenv("HOME");
    if (value && *value == '/')
      folders.emplace_back(value);
    else if (below_home && home && *home == '/')
      folders.push_back(fs::path(home) / below_home);
  };
  add("HOME", nullptr);
  add("XDG_CONFIG_HOME", ".config");
  add("XDG_DATA_HOME", ".local/share");
  add("XDG_STATE_HOME", ".local/state");
  add("XDG_CACHE_HOME", ".cache");
  return folders;
}

fs::path through_links(const fs::path& path) {
  std::error_code code;
  auto real = fs::weakly_canonical(path, code);
  return code ? path.lexically_normal() : real;
}

} // namespace

bool lies_in(const fs::path& path, const fs::path& folder) {
  const auto rest = path.lexically_normal().lexically_relative(folder.lexically_normal());
  return !rest.empty() && *rest.begin() != "..";
}

bool shown_anyway(const fs::path& path) {
  constexpr std::array shown{"/usr", "/bin", "/sbin", "/lib", "/lib32", "/lib64", "/libx32"};
  return std::any_of(shown.begin(), shown.end(), [&](const char* top) { return lies_in(path, top); });
}

bool is_too_wide(const fs::path& folder) {
  constexpr std::array shared{"/",     "/boot", "/dev", "/etc", "/home", "/media", "/mnt", "/opt",
                              "/proc", "/root", "/run", "/srv", "/sys",  "/tmp",   "/var"};
  const auto real = through_links(folder);
  if (std::find(shared.begin(), shared.end(), real) != shared.end()) return true;
  const auto folders = private_folders();
  return std::any_of(folders.begin(), folders.end(),
                     [&](const fs::path& one) { return lies_in(through_links(one), real); });
}

} // namespace bex::pipeline
