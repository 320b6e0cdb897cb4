#include "runner/pipeline/dependencies.hpp"

#include "runner/pipeline/roots.hpp"
#include "runner/pipeline/tool_output.hpp"
#include "sandboxes/base/digest.hpp"
#include "sandboxes/base/text.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cerrno>
#include <cstdint>
#include <sys/stat.h>

namespace bex::pipeline {
namespace {

namespace fs = std::filesystem;

constexpr std::size_t most_files = 400'000;
constexpr int most_links = 40; // as many as path_resolution(7) follows

tl::unexpected<Error> unreadable(const fs::path& path, int number) {
  return fail_errno(ErrorKind::usage, fmt::format("could not read `{}`", path.string()), number);
}

// Of all below `folder`: name, kind, size, and the time of the last change. ctime, because package managers
// set mtime to what they like, the same for every version of a package.
Result<std::string> status_of_tree(const fs::path& folder, const std::string& install) {
  std::vector<std::string> lines;
  std::error_code code;
  auto at = fs::recursive_directory_iterator(folder, code);
  for (const fs::recursive_directory_iterator end; !code && at != end; at.increment(code)) {
    struct stat st{};
    const auto& path = at->path();
    if (::lstat(path.c_str(), &st) != 0) {
      if (errno == ENOENT) continue;
      return unreadable(path, errno);
    }
    lines.push_back(fmt::format("{}:{:o}:{}:{}.{}", path.native().substr(folder.native().size()), st.st_mode,
                                st.st_size, st.st_ctim.tv_sec, st.st_ctim.tv_nsec));
    if (lines.size() > most_files)
      return fail(ErrorKind::usage, fmt::format("`{}` holds more than {} files", folder.string(), most_files),
                  fmt::format("install anew only what the program needs: {}", install));
  }
  if (code) return unreadable(folder, code.value());
  std::sort(lines.begin(), lines.end());
  Digest digest;
  for (const auto& line : lines) digest.add(line);
  return digest.hex();
}

// A program in `folder` that stands for `tool` must be a file in there, or lead to the tool by links that the
// box shows as well.
Result<void> check_stand_in(const fs::path& program, const fs::path& folder, const fs::path& tool,
                            const Toolchain& toolchain, const model::DependencyFolder& dependency) {
  const auto help =
      fmt::format("put the one that `{0}` was made with first on the PATH, or make `{0}` again: {1}",
                  dependency.name, dependency.install);
  const auto shown = [&](const fs::path& path) { return lies_in(path, folder) || is_shown(toolchain, path); };
  auto path = program;
  std::error_code code;
  for (int links = 0; fs::is_symlink(path, code) && links < most_links; ++links) {
    const auto target = fs::read_symlink(path, code);
    path = (path.parent_path() / target).lexically_normal();
    if (!shown(path))
      return fail(ErrorKind::usage,
                  fmt::format("`{}` in `{}` leads to `{}`, which is not of the tool chain in use, `{}`",
                              program.filename().string(), dependency.name, path.string(), tool.string()),
                  help);
  }
  const auto real = fs::canonical(program, code);
  if (code)
    return fail(ErrorKind::usage,
                fmt::format("`{}` in `{}` leads nowhere", program.filename().string(), dependency.name),
                help);
  const auto real_folder = fs::canonical(folder, code), real_tool = fs::canonical(tool, code);
  if (lies_in(real, real_folder) || real == real_tool) return {};
  return fail(ErrorKind::usage,
              fmt::format("`{}` in `{}` is `{}`, and the one in use is `{}`", program.filename().string(),
                          dependency.name, real.string(), real_tool.string()),
              help);
}

Result<void> add_folder(Dependencies& all, const model::DependencyFolder& dependency,
                        const Toolchain& toolchain, const fs::path& host) {
  struct stat st{};
  if (::lstat(host.c_str(), &st) != 0) return {};
  if (!S_ISDIR(st.st_mode))
    return fail(
        ErrorKind::usage,
        fmt::format("`{}` is {}", dependency.name,
                    S_ISLNK(st.st_mode)
                        ? "a link, and the box shows only what lies in the folder of the program itself"
                        : "no folder"),
        fmt::format("remove it, then: {}", dependency.install));
  auto status = status_of_tree(host, dependency.install);
  if (!status) return tl::unexpected<Error>(status.error());
  all.identity += dependency.name + ":" + *status + ";";
  const auto inside = fs::path("/box") / dependency.name;
  all.mounts.push_back({host, inside});
  if (!dependency.path.empty()) all.path += (inside / dependency.path).string() + ":";
  for (const auto& [name, program] : dependency.tools) {
    const auto tool = toolchain.tools.find(name);
    if (tool == toolchain.tools.end()) continue;
    if (auto right = check_stand_in(host / program, host, tool->second, toolchain, dependency); !right)
      return right;
    all.tools[name] = inside / program;
  }
  // Programs that were installed beside the tool name it by the path that it had then.
  if (!dependency.tools.empty()) all.mounts.push_back({host, host});
  return {};
}

} // namespace

Result<Dependencies> find_dependencies(const model::Language& language, const Toolchain& toolchain,
                                       const fs::path& folder) {
  Dependencies all;
  if (folder.empty()) return all;
  std::error_code code;
  const auto real = fs::canonical(folder, code);
  if (code) return unreadable(folder, code.value());
  for (const auto& dependency : language.dependencies)
    if (auto added = add_folder(all, dependency, toolchain, real / dependency.name); !added)
      return tl::unexpected<Error>(added.error());
  return all;
}

Result<PackageView> find_packages(const model::Language& language, const Toolchain& toolchain,
                                  const fs::path& source, bool in_place) {
  PackageView view;
  const auto& packages = language.packages;
  std::error_code code;
  if (packages.find.empty() || !fs::is_regular_file(source / packages.when, code)) return view;
  if (!packages.tool.empty() && !on_path(packages.tool))
    return fail(
        ErrorKind::machine,
        fmt::format("`{}` is built by `{}`, and there is none on the PATH", packages.when, packages.tool),
        packages.install);
  auto printed = tool_output(fill_in(packages.find, toolchain, {}), Millis(20'000));
  if (!printed) return tl::unexpected<Error>(printed.error());
  const fs::path folder(trim(*printed));
  if (!folder.is_absolute() || !fs::is_directory(folder, code)) return view; // nothing was downloaded yet
  if (in_place) {
    view.mounts.push_back({folder, folder});
    view.env.emplace_back(packages.env, folder.string());
    return view;
  }
  const fs::path inside = "/packages";
  const auto add = [&](const fs::path& host, const fs::path& at) -> Result<void> {
    if (!fs::is_directory(host, code)) return {};
    if (is_too_wide(host))
      return fail(ErrorKind::machine,
                  fmt::format("the packages for {} are in `{}` itself, which the sandbox does not show",
                              language.name, host.string()),
                  fmt::format("give them a folder of their own, see {}", packages.env));
    view.mounts.push_back({host, at});
    return {};
  };
  if (packages.parts.empty())
    if (auto added = add(folder, inside); !added) return tl::unexpected<Error>(added.error());
  for (const auto& part : packages.parts)
    if (auto added = add(folder / part, inside / part); !added) return tl::unexpected<Error>(added.error());
  view.env.emplace_back(packages.env, inside.string());
  return view;
}

} // namespace bex::pipeline
