#include "sandboxes/op_list.hpp"

#include <fmt/format.h>
#include <sys/stat.h>

namespace bex {
namespace {

bool is_below(const std::string& path, std::string_view folder) {
  return path.starts_with(folder) && (path.size() == folder.size() || path[folder.size()] == '/');
}

} // namespace

void OpList::folder(const std::string& path, unsigned mode, bool owned) {
  if (!made_.insert(path).second) return;
  parents(path, owned);
  add({.kind = Op::Kind::folder, .owned = owned, .mode = mode, .path = keep(path)});
}

void OpList::parents(const std::filesystem::path& path, bool owned) {
  const auto parent = path.parent_path();
  if (!parent.empty()) folder(parent.string(), 0755, owned && parent != "box");
}

void OpList::file(const std::string& path, const std::string& content, unsigned mode, bool owned) {
  add({.kind = Op::Kind::file,
       .owned = owned,
       .mode = mode,
       .length = content.size(),
       .path = keep(path),
       .source = keep(content)});
}

void OpList::mount_point(const std::string& path, bool is_folder, bool owned) {
  if (is_folder) return folder(path, 0755, owned);
  parents(path, owned);
  add({.kind = Op::Kind::file, .required = false, .owned = owned, .mode = 0644, .path = keep(path)});
}

std::vector<MountPlace> mount_places(const SandboxSpec& spec) {
  std::vector<MountPlace> places;
  int staged = 0;
  for (const auto& mount : spec.mounts) {
    MountPlace place;
    place.host = mount.host.string();
    place.inside = mount.inside.lexically_normal().string().substr(1);
    while (place.inside.ends_with('/')) place.inside.pop_back();
    struct stat st{};
    place.is_folder = ::stat(place.host.c_str(), &st) != 0 || S_ISDIR(st.st_mode);
    for (const char* folder : {"box", "tmp", "dev/shm", "data"})
      if (is_below(place.inside, folder)) place.staged = fmt::format("mnt/{}", staged++);
    places.push_back(std::move(place));
  }
  return places;
}

} // namespace bex
