#include "sandboxes/plan.hpp"

#include "sandboxes/base/file.hpp"

#include <sys/stat.h>
#include <unistd.h>

namespace bex {
namespace {

// Folders and files of the host that programs cannot do without, where they are there. Nothing here tells who
// uses this machine.
constexpr const char* system_paths[] = {"/usr",
                                        "/bin",
                                        "/sbin",
                                        "/lib",
                                        "/lib32",
                                        "/lib64",
                                        "/libx32",
                                        "/etc/alternatives",
                                        "/etc/ld.so.cache",
                                        "/etc/ld.so.conf",
                                        "/etc/ld.so.conf.d",
                                        "/etc/localtime",
                                        "/etc/timezone",
                                        "/etc/mime.types",
                                        "/etc/services",
                                        "/etc/protocols",
                                        "/etc/os-release",
                                        "/etc/ssl/certs",
                                        "/etc/ssl/openssl.cnf",
                                        "/etc/pki/tls/certs",
                                        "/etc/pki/ca-trust/extracted",
                                        "/etc/crypto-policies"};

// A mount costs six system calls and its end, a copy three.
constexpr std::uint64_t copied_size = 128 << 10;

// A link's target, made relative where it is absolute: inside, the root is another one only later.
std::string target_of(const fs::path& link) {
  std::error_code code;
  const fs::path target = fs::read_symlink(link, code);
  if (code) return {};
  return target.is_absolute() ? target.lexically_relative(link.parent_path()).string() : target.string();
}

bool plain_relative(const fs::path& path) {
  const auto normal = path.lexically_normal();
  return !path.empty() && !path.is_absolute() && normal != "." && *normal.begin() != "..";
}

bool has_nul(const std::string& text) {
  return text.find('\0') != std::string::npos;
}

tl::unexpected<Error> wrong(std::string what) {
  return fail(ErrorKind::internal, std::move(what));
}

} // namespace

SystemView view_system() {
  using Kind = SystemView::Entry::Kind;
  SystemView view;
  for (const char* path : system_paths) {
    struct stat st{};
    if (::lstat(path, &st) != 0) continue;
    if (S_ISLNK(st.st_mode)) {
      if (auto target = target_of(path); !target.empty()) view.entries.push_back({Kind::link, path, target});
    } else if (S_ISDIR(st.st_mode) && ::access(path, R_OK) == 0) {
      view.entries.push_back({Kind::folder, path, ""});
    } else if (S_ISREG(st.st_mode)) {
      if (auto text = read_file(path, copied_size))
        view.entries.push_back({Kind::copy, path, std::move(*text)});
      else if (::access(path, R_OK) == 0)
        view.entries.push_back({Kind::file, path, ""});
    }
  }
  return view;
}

Result<void> check_spec(const SandboxSpec& spec) {
  if (spec.argv.empty() || spec.argv.front().empty()) return wrong("a run without a program");
  for (const auto& word : spec.argv)
    if (has_nul(word)) return wrong("an argument holds a NUL byte");
  for (const auto& [name, value] : spec.env)
    if (name.empty() || name.find('=') != std::string::npos || has_nul(name) || has_nul(value))
      return wrong("the environment variable `" + name + "` is not well formed");
  for (const auto& [name, content] : spec.files)
    if (!plain_relative(name) || has_nul(name)) return wrong("the file `" + name + "` would not be in /box");
  for (const auto& mount : spec.mounts)
    if (!mount.inside.is_absolute() || mount.inside.lexically_normal() == "/" || !mount.host.is_absolute())
      return wrong("the mount of `" + mount.host.string() + "` at `" + mount.inside.string() +
                   "` needs two absolute paths");
  if (!fs::path(spec.cwd).is_absolute())
    return wrong("the folder `" + spec.cwd + "` to run in is not an absolute path");
  if (!spec.data && (!spec.data_from.empty() || !spec.data_to.empty()))
    return wrong("folders for a /data that is not there");
  if (!spec.collect.empty() && !spec.data_to.empty()) return wrong("/box and /data to be copied out");
  const Limits& l = spec.limits;
  if (l.cpu.count() <= 0 || l.wall.count() <= 0 || l.memory.count == 0 || l.scratch.count == 0 ||
      l.processes == 0)
    return wrong("a limit of 0");
  return {};
}

} // namespace bex
