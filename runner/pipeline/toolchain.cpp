#include "runner/pipeline/toolchain.hpp"

#include "runner/pipeline/roots.hpp"
#include "runner/pipeline/tool_output.hpp"
#include "sandboxes/base/text.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cstdlib>
#include <glob.h>
#include <map>
#include <mutex>
#include <sys/stat.h>
#include <unistd.h>

namespace bex::pipeline {
namespace {

namespace fs = std::filesystem;

std::string identity_of(const fs::path& file) {
  struct stat st{};
  if (::stat(file.c_str(), &st) != 0) return file.string();
  return fmt::format("{}:{}:{}.{};", file.string(), st.st_size, st.st_mtim.tv_sec, st.st_mtim.tv_nsec);
}

void mount_once(Toolchain& toolchain, const fs::path& folder) {
  for (const auto& mount : toolchain.mounts)
    if (mount.inside == folder) return;
  toolchain.mounts.push_back({folder, folder});
}

// A root that is reached by links is seen under both of its names: tools remember the one or the other.
Result<void> add_root(Toolchain& toolchain, const fs::path& root, const std::string& language) {
  std::error_code code;
  const auto real = fs::canonical(root, code);
  if (!root.is_absolute() || code)
    return fail(ErrorKind::machine, fmt::format("the {} tool chain names the folder `{}`, which is not there",
                                                language, root.string()));
  for (const auto& folder : {root.lexically_normal(), real}) {
    if (shown_anyway(folder)) continue;
    if (is_too_wide(folder))
      return fail(
          ErrorKind::machine,
          fmt::format("the {} tool chain is installed in `{}` itself, which the sandbox does not show",
                      language, folder.string()),
          "install the tool chain in a folder of its own");
    mount_once(toolchain, folder);
  }
  return {};
}

Result<void> add_patterns(Toolchain& toolchain, const model::Language& language) {
  for (const auto& pattern : language.roots) {
    glob_t found{};
    if (::glob(pattern.c_str(), GLOB_NOSORT, nullptr, &found) == 0)
      for (std::size_t i = 0; i < found.gl_pathc; ++i)
        if (auto added = add_root(toolchain, found.gl_pathv[i], language.name); !added) {
          ::globfree(&found);
          return added;
        }
    ::globfree(&found);
  }
  return {};
}

// What a tool says of itself is asked once by a process, while the programs in the command are the same: a
// proof needs it a thousand times.
Result<std::string> ask_once(const std::vector<std::string>& words) {
  static std::mutex mutex;
  static std::map<std::string, std::string> answers;
  std::string question;
  for (const auto& word : words) {
    question += word + '\0';
    if (word.starts_with('/')) question += identity_of(word) + '\0';
  }
  const std::scoped_lock lock(mutex);
  if (const auto at = answers.find(question); at != answers.end()) return at->second;
  auto printed = tool_output(words, Millis(20'000));
  if (printed) answers.emplace(std::move(question), *printed);
  return printed;
}

// What `resolve` prints: the real program of the first tool, then a root a line.
Result<void> resolve(Toolchain& toolchain, const model::Language& language) {
  auto printed = ask_once(fill_in(language.resolve, toolchain, {}));
  if (!printed) {
    printed.error().help = language.install;
    printed.error().context.push_back(fmt::format("while looking for the {} tool chain", language.name));
    return tl::unexpected<Error>(printed.error());
  }
  bool first = true;
  for (const auto line : split(*printed, '\n')) {
    const fs::path path(trim(line));
    if (path.empty()) continue;
    if (first) {
      toolchain.tools[language.tools.front()] = path;
    } else {
      if (toolchain.root.empty()) toolchain.root = path;
      if (auto added = add_root(toolchain, path, language.name); !added) return added;
    }
    first = false;
  }
  return {};
}

// A program that the box does not show, by its own name or by the one that its links lead to, would be
// missing there.
Result<void> check_shown(const Toolchain& toolchain, const model::Language& language,
                         const fs::path& program) {
  std::error_code code;
  const auto real = fs::canonical(program, code);
  if (code)
    return fail(ErrorKind::machine,
                fmt::format("the {} tool chain names the program `{}`, which is not there", language.name,
                            program.string()),
                language.install);
  if (is_shown(toolchain, program) && is_shown(toolchain, real)) return {};
  return fail(ErrorKind::machine,
              real == program ? fmt::format("{} is `{}`, in a folder that the sandbox does not show",
                                            language.name, program.string())
                              : fmt::format("{} is `{}`, a link to `{}`, which the sandbox does not show",
                                            language.name, program.string(), real.string()),
              "put a tool chain of the system first on the PATH: " + language.install);
}

} // namespace

bool is_shown(const Toolchain& toolchain, const fs::path& path) {
  return shown_anyway(path) || std::any_of(toolchain.mounts.begin(), toolchain.mounts.end(),
                                           [&](const Mount& mount) { return lies_in(path, mount.inside); });
}

std::optional<fs::path> on_path(const std::string& name) {
  const char* path = std::getenv("PATH");
  for (const auto folder : split(path ? path : "/usr/local/bin:/usr/bin:/bin", ':')) {
    if (folder.empty() || folder.front() != '/')
      continue; // a relative PATH entry would depend on where the user stands
    const auto candidate = fs::path(folder) / name;
    struct stat st{};
    if (::stat(candidate.c_str(), &st) == 0 && S_ISREG(st.st_mode) && ::access(candidate.c_str(), X_OK) == 0)
      return candidate;
  }
  return std::nullopt;
}

bool has_tools(const model::Language& language) {
  for (const auto& tool : language.tools)
    if (!on_path(tool)) return false;
  return true;
}

Result<Toolchain> find_toolchain(const model::Language& language) {
  Toolchain toolchain;
  for (const auto& tool : language.tools) {
    const auto found = on_path(tool);
    if (!found)
      return fail(ErrorKind::machine,
                  fmt::format("{} is not installed: there is no `{}` on the PATH", language.name, tool),
                  language.install);
    // Under another name it may be another program (ccache), so a name that the box shows is kept.
    std::error_code code;
    const auto real = fs::canonical(*found, code);
    toolchain.tools[tool] = code || !language.resolve.empty() || shown_anyway(*found) ? *found : real;
  }
  if (!language.resolve.empty())
    if (auto done = resolve(toolchain, language); !done) return tl::unexpected<Error>(done.error());
  if (auto done = add_patterns(toolchain, language); !done) return tl::unexpected<Error>(done.error());
  // What bexercise runs by itself has no tools.
  if (!language.tools.empty())
    if (auto done = check_shown(toolchain, language, toolchain.tools[language.tools.front()]); !done)
      return tl::unexpected<Error>(done.error());
  for (const auto& [name, path] : toolchain.tools) toolchain.identity += identity_of(path);
  return toolchain;
}

Result<std::string> version_of(const model::Language& language, const Toolchain& toolchain) {
  if (language.version.empty()) return Result<std::string>(language.install);
  auto printed = tool_output(fill_in(language.version, toolchain, {}), Millis(20'000));
  if (!printed) return printed;
  return std::string(trim(line_of(*printed, 1)));
}

std::vector<std::string> fill_in(const std::vector<std::string>& words, const Toolchain& toolchain,
                                 Bytes memory) {
  std::vector<std::string> out;
  for (auto word : words) {
    const auto replace = [&](const std::string& name, const std::string& value) {
      for (auto at = word.find(name); at != std::string::npos; at = word.find(name, at + value.size()))
        word.replace(at, name.size(), value);
    };
    for (const auto& [name, path] : toolchain.tools) replace("{tool:" + name + "}", path.string());
    replace("{root}", toolchain.root.string());
    replace("{memory_mib}", std::to_string(memory.count >> 20));
    out.push_back(std::move(word));
  }
  return out;
}

} // namespace bex::pipeline
