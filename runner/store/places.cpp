#include "runner/store/places.hpp"

#include <cstdlib>
#include <string_view>

#ifndef BEXERCISE_SOURCE_DIR
#error "BEXERCISE_SOURCE_DIR must be defined"
#endif

namespace bex::store {
namespace {

constexpr std::string_view program = "bexercise";

fs::path variable(const char* name) {
  const char* value = std::getenv(name);
  return value ? fs::path(value) : fs::path();
}

// XDG base directory specification: a relative path in one of its variables is invalid and is to be ignored.
fs::path base_of(const char* xdg, const fs::path& home, const char* below_home) {
  if (const auto named = variable(xdg); named.is_absolute()) return named / program;
  return home.empty() ? fs::path() : home / below_home / program;
}

fs::path absolute_of(const fs::path& path) {
  std::error_code code;
  auto absolute = fs::absolute(path, code);
  return (code ? path : absolute).lexically_normal();
}

bool is_installed(const fs::path& share) {
  std::error_code ignored;
  return fs::is_regular_file(share / "languages.toml", ignored);
}

fs::path find_share() {
  if (const auto named = variable("BEXERCISE_SHARE"); !named.empty()) return absolute_of(named);
  std::error_code code;
  const auto binary = fs::read_symlink("/proc/self/exe", code);
  if (!code) {
    auto beside = (binary.parent_path().parent_path() / "share" / program).lexically_normal();
    if (is_installed(beside)) return beside;
  }
  return BEXERCISE_SOURCE_DIR;
}

fs::path find_workspace_root(const fs::path& asked, const fs::path& home) {
  if (!asked.empty()) return absolute_of(asked);
  if (const auto named = variable("BEXERCISE_WORKSPACE"); !named.empty()) return absolute_of(named);
  return home.empty() ? fs::path() : home / program;
}

} // namespace

Result<Places> find_places(const fs::path& workspace) {
  auto home = variable("HOME");
  if (!home.is_absolute()) home.clear();
  Places places{find_workspace_root(workspace, home), base_of("XDG_STATE_HOME", home, ".local/state"),
                base_of("XDG_DATA_HOME", home, ".local/share"), base_of("XDG_CACHE_HOME", home, ".cache"),
                find_share()};
  const std::pair<const fs::path&, const char*> needed[] = {{places.workspace, "BEXERCISE_WORKSPACE"},
                                                            {places.state, "XDG_STATE_HOME"},
                                                            {places.data, "XDG_DATA_HOME"},
                                                            {places.cache, "XDG_CACHE_HOME"}};
  for (const auto& [path, name] : needed)
    if (path.empty())
      return fail(ErrorKind::machine, std::string("neither HOME nor ") + name + " names a folder",
                  "set HOME to your home folder: export HOME=/home/you");
  return places;
}

fs::path bundled_packs(const Places& places) {
  return places.share / (is_installed(places.share) ? "packs" : "exercises");
}

fs::path languages_file(const Places& places) {
  return is_installed(places.share) ? places.share / "languages.toml"
                                    : places.share / "runner" / "languages.toml";
}

} // namespace bex::store
