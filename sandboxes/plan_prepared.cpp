#include "sandboxes/op_list.hpp"

#include <fmt/format.h>
#include <sys/stat.h>

namespace bex {
namespace {

using Kind = Op::Kind;

constexpr const char* passwd = "root:x:0:0:root:/:/usr/sbin/nologin\n"
                               "learner:x:1000:1000:learner:/box:/bin/sh\n"
                               "nobody:x:65534:65534:nobody:/nonexistent:/usr/sbin/nologin\n";
constexpr const char* group = "root:x:0:\nlearner:x:1000:\nnogroup:x:65534:\n";
constexpr const char* nsswitch =
    "passwd: files\ngroup: files\nhosts: files dns\nservices: files\nprotocols: files\n";

class Preparation {
 public:
  Preparation(Ops& ops, const Means& means) : ops_(ops), list_(ops), means_(means) {}

  void build(const SandboxSpec& spec) {
    take_all(spec);
    list_.add({.kind = Kind::enter, .path = "/"});
    for (const char* path : {"etc", "tmp", "box", "proc", "dev", "dev/shm"}) list_.folder(path);
    if (spec.data) list_.folder("data");
    for (const auto& taken : taken_) put(taken);
    links_and_copies();
    etc(spec);
    device_links();
    list_.add({.kind = Kind::hostname, .path = "", .source = "box"});
    list_.add({.kind = Kind::seal, .path = "/"});
    ops_.slots.assign(taken_.size(), -1);
  }

 private:
  struct Taken {
    int slot;
    std::string path; // relative to the root
    bool is_folder;
  };

  void take(Kind kind, const std::string& host, const std::string& path, bool is_folder) {
    const int slot = static_cast<int>(taken_.size());
    list_.add({.kind = kind, .slot = slot, .path = "", .source = list_.keep(host)});
    taken_.push_back({slot, path, is_folder});
  }

  // All sources are opened before the root changes, while host paths still mean something.
  void take_all(const SandboxSpec& spec) {
    using Entry = SystemView::Entry;
    for (const auto& entry : means_.system.entries)
      if (entry.kind == Entry::Kind::folder || entry.kind == Entry::Kind::file)
        take(Kind::take, entry.path, entry.path.substr(1), entry.kind == Entry::Kind::folder);
    for (const char* name : {"null", "zero", "full", "random", "urandom"})
      take(Kind::device, std::string("/dev/") + name, std::string("dev/") + name, false);
    for (const auto& place : mount_places(spec))
      take(Kind::take, place.host, place.staged.empty() ? place.inside : place.staged, place.is_folder);
    // The kernel allows a fresh proc only where a whole one can be seen already (mount_too_revealing in
    // fs/namespace.c): the run's own will cover it.
    if (means_.fresh_proc) take(Kind::host_proc, "/proc", "proc", true);
  }

  void put(const Taken& taken) {
    list_.mount_point(taken.path, taken.is_folder);
    list_.add({.kind = Kind::place, .slot = taken.slot, .path = list_.keep(taken.path)});
  }

  // The copies' bytes stay in `means_`, which outlives the list.
  void links_and_copies() {
    using Entry = SystemView::Entry;
    for (const auto& entry : means_.system.entries) {
      const char* path = entry.path.c_str() + 1;
      if (entry.kind != Entry::Kind::link && entry.kind != Entry::Kind::copy) continue;
      list_.parents(path, false);
      if (entry.kind == Entry::Kind::link)
        list_.add({.kind = Kind::link, .path = path, .source = entry.text.c_str()});
      else
        list_.add({.kind = Kind::file,
                   .mode = 0644,
                   .length = entry.text.size(),
                   .path = path,
                   .source = entry.text.data()});
    }
  }

  void etc(const SandboxSpec& spec) {
    std::string hosts = "127.0.0.1 localhost box\n::1 localhost ip6-localhost\n";
    for (const auto& name : spec.hosts) hosts += fmt::format("127.0.0.1 {}\n", name);
    list_.file("etc/passwd", passwd, 0644, false);
    list_.file("etc/group", group, 0644, false);
    list_.file("etc/hosts", hosts, 0644, false);
    list_.file("etc/hostname", "box\n", 0644, false);
    list_.file("etc/nsswitch.conf", nsswitch, 0644, false);
    list_.file("etc/resolv.conf", "", 0644, false);
  }

  void device_links() {
    const std::pair<const char*, const char*> links[] = {
        {"dev/fd", "/proc/self/fd"}, {"dev/stdin", "fd/0"}, {"dev/stdout", "fd/1"}, {"dev/stderr", "fd/2"}};
    for (const auto& [path, target] : links) list_.add({.kind = Kind::link, .path = path, .source = target});
  }

  Ops& ops_;
  OpList list_;
  const Means& means_;
  std::vector<Taken> taken_;
};

} // namespace

Ops plan_prepared(const SandboxSpec& spec, const Means& means) {
  Ops ops;
  Preparation(ops, means).build(spec);
  return ops;
}

std::string shared_key(const SandboxSpec& spec) {
  std::string key = spec.data ? "data\n" : "";
  for (const auto& mount : spec.mounts) {
    struct stat st{};
    (void)::stat(mount.host.c_str(), &st);
    key += fmt::format("{}\n{}\n{}:{}\n", mount.host.string(), mount.inside.string(), st.st_dev, st.st_ino);
  }
  for (const auto& name : spec.hosts) key += "host " + name + "\n";
  return key;
}

} // namespace bex
