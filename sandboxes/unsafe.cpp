#include "sandboxes/unsafe.hpp"

#include "sandboxes/boxed.hpp"

#include <cerrno>
#include <fcntl.h>

namespace bex {
namespace {

bool starts_path(std::string_view word, std::size_t at) {
  if (at == 0 || (at == 2 && word[0] == '-')) return true;
  return std::string_view("=:,;\"' \t\n").find(word[at - 1]) != std::string_view::npos;
}

bool ends_name(std::string_view word, std::size_t at) {
  return at >= word.size() || std::string_view("/=:,;\"' \t\n").find(word[at]) != std::string_view::npos;
}

class Unsafe final : public Boxed {
 public:
  Unsafe() : Boxed(Level::unsafe) {}

 protected:
  Result<PreparedRun> prepare(const SandboxSpec& spec) override {
    if (auto right = check_spec(spec); !right) return tl::unexpected<Error>(right.error());
    const auto tree = list_tree(spec.box);
    if (!tree) return tl::unexpected<Error>(tree.error());
    const auto data = list_tree(spec.data_from);
    if (!data) return tl::unexpected<Error>(data.error());
    auto folder = TempDir::make();
    if (!folder) return tl::unexpected<Error>(folder.error());
    PreparedRun run;
    run.plan = plan_folder(told_in_host_paths(spec, folder->path()), *tree, *data);
    if (auto taken = take_ends(spec, run); !taken) return tl::unexpected<Error>(taken.error());
    run.root = Fd(::open(folder->path().c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC));
    if (!run.root)
      return fail_errno(ErrorKind::machine, "could not open `" + folder->path().string() + "`", errno);
    run.folder = std::move(*folder);
    return run;
  }

 private:
  static SandboxSpec told_in_host_paths(SandboxSpec spec, const fs::path& folder) {
    std::vector<Renaming> renamings;
    for (const char* path : {"/box", "/tmp", "/data"}) renamings.push_back({path, folder.string() + path});
    for (const auto& mount : spec.mounts) {
      std::string inside = mount.inside.lexically_normal().string();
      while (inside.ends_with('/')) inside.pop_back();
      renamings.push_back({inside, mount.host.string()});
    }
    for (auto& word : spec.argv) word = rename_paths(word, renamings);
    for (auto& [name, value] : spec.env) value = rename_paths(value, renamings);
    spec.cwd = rename_paths(spec.cwd, renamings);
    return spec;
  }
};

} // namespace

std::string rename_paths(std::string_view word, const std::vector<Renaming>& renamings) {
  std::string text;
  for (std::size_t at = 0; at < word.size();) {
    const Renaming* best = nullptr;
    if (word[at] == '/' && starts_path(word, at))
      for (const auto& renaming : renamings)
        if (word.substr(at).starts_with(renaming.from) && ends_name(word, at + renaming.from.size()) &&
            (!best || renaming.from.size() > best->from.size()))
          best = &renaming;
    if (best) {
      text += best->to;
      at += best->from.size();
    } else {
      text += word[at++];
    }
  }
  return text;
}

std::unique_ptr<Sandbox> make_unsafe() {
  return std::make_unique<Unsafe>();
}

} // namespace bex
