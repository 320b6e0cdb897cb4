#include "sandboxes/plan.hpp"

#include "sandboxes/base/text.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <set>
#include <sys/stat.h>
#include <unistd.h>

namespace bex {
namespace {

using Kind = Op::Kind;

// Inodes of each writable tmpfs: an inode costs about 1 KiB of kernel memory that `size` does not count.
constexpr unsigned tmpfs_inodes = 32'768;
constexpr const char* passwd = "root:x:0:0:root:/:/usr/sbin/nologin\n"
                               "learner:x:1000:1000:learner:/box:/bin/sh\n"
                               "nobody:x:65534:65534:nobody:/nonexistent:/usr/sbin/nologin\n";
constexpr const char* group = "root:x:0:\nlearner:x:1000:\nnogroup:x:65534:\n";
constexpr const char* hosts = "127.0.0.1 localhost box\n::1 localhost ip6-localhost\n";
constexpr const char* nsswitch =
    "passwd: files\ngroup: files\nhosts: files dns\nservices: files\nprotocols: files\n";

class Builder {
 public:
  Builder(Plan& plan, const Means& means) : plan_(plan), means_(means) {}

  void build(const SandboxSpec& spec, const BoxTree& tree) {
    take_all(spec);
    plan_.ops.push_back({.kind = Kind::enter, .path = "/"});
    folders_of_root();
    etc();
    devices();
    writable("tmp", spec.limits.scratch, 01777);
    writable("dev/shm", spec.limits.scratch, 01777);
    writable("box", spec.limits.scratch, 0755);
    if (spec.data) writable("data", spec.limits.scratch, 0755);
    box(spec, tree);
    for (const auto& mount : mounts_) put(mount);
    if (means_.fresh_proc) {
      folder("proc");
      plan_.ops.push_back({.kind = Kind::place, .slot = proc_, .path = "proc"});
    } else {
      folder("proc", 0555);
    }
    plan_.ops.push_back({.kind = Kind::hostname, .path = "", .source = "box"});
    if (spec.network == Network::loopback) network();
    plan_.ops.push_back({.kind = Kind::seal, .path = "/"});
    plan_.slots.assign(static_cast<std::size_t>(slots_), -1);
  }

  // Files of the spec, for a confined run and for one without.
  void box(const SandboxSpec& spec, const BoxTree& tree) {
    for (const auto& entry : tree.entries) {
      const char* path = plan_.keep("box/" + entry.path);
      switch (entry.kind) {
      case BoxTree::Entry::Kind::folder:
        plan_.ops.push_back({.kind = Kind::folder, .owned = true, .mode = entry.mode, .path = path});
        break;
      case BoxTree::Entry::Kind::link:
        plan_.ops.push_back(
            {.kind = Kind::link, .owned = true, .path = path, .source = plan_.keep(entry.target)});
        break;
      case BoxTree::Entry::Kind::file:
        plan_.ops.push_back({.kind = Kind::copy,
                             .owned = true,
                             .mode = entry.mode,
                             .path = path,
                             .source = plan_.keep(entry.path)});
        break;
      }
    }
    for (const auto& [name, content] : spec.files) {
      const auto path = std::filesystem::path("box") / std::filesystem::path(name).lexically_normal();
      parents(path, true);
      file(path.string(), content, 0644, true);
    }
  }

  void folder(const std::string& path, unsigned mode = 0755, bool owned = false) {
    if (!made_.insert(path).second) return;
    parents(path, owned);
    plan_.ops.push_back({.kind = Kind::folder, .owned = owned, .mode = mode, .path = plan_.keep(path)});
  }

 private:
  struct Taken {
    int slot;
    std::string path; // relative to the root
    bool is_folder;
  };

  void parents(const std::filesystem::path& path, bool owned) {
    const auto parent = path.parent_path();
    if (!parent.empty()) folder(parent.string(), 0755, owned && parent != "box");
  }

  void file(const std::string& path, const std::string& content, unsigned mode, bool owned) {
    plan_.ops.push_back({.kind = Kind::file,
                         .owned = owned,
                         .mode = mode,
                         .length = content.size(),
                         .path = plan_.keep(path),
                         .source = plan_.keep(content)});
  }

  int take(Kind kind, const std::string& host) {
    plan_.ops.push_back({.kind = kind, .slot = slots_, .path = "", .source = plan_.keep(host)});
    return slots_++;
  }

  void put(const Taken& taken) {
    if (taken.is_folder) {
      folder(taken.path);
    } else {
      parents(taken.path, false);
      plan_.ops.push_back(
          {.kind = Kind::file, .required = false, .mode = 0644, .path = plan_.keep(taken.path)});
    }
    plan_.ops.push_back({.kind = Kind::place, .slot = taken.slot, .path = plan_.keep(taken.path)});
  }

  // All sources are opened before the root changes, while host paths still mean something.
  void take_all(const SandboxSpec& spec) {
    using Entry = SystemView::Entry;
    for (const auto& entry : means_.system.entries)
      if (entry.kind == Entry::Kind::folder || entry.kind == Entry::Kind::file)
        system_.push_back(
            {take(Kind::take, entry.path), entry.path.substr(1), entry.kind == Entry::Kind::folder});
    for (const char* name : {"null", "zero", "full", "random", "urandom"})
      devices_.push_back(
          {take(Kind::device, std::string("/dev/") + name), std::string("dev/") + name, false});
    for (const auto& mount : spec.mounts) {
      struct stat st{};
      const bool is_folder = ::stat(mount.host.c_str(), &st) != 0 || S_ISDIR(st.st_mode);
      mounts_.push_back({take(Kind::take, mount.host.string()),
                         mount.inside.lexically_normal().string().substr(1), is_folder});
      while (mounts_.back().path.ends_with('/')) mounts_.back().path.pop_back();
    }
    // The kernel allows a fresh proc only where a whole one can be seen already (mount_too_revealing), so
    // before `enter`.
    if (means_.fresh_proc) {
      plan_.ops.push_back({.kind = Kind::take_proc, .slot = slots_, .path = "proc"});
      proc_ = slots_++;
    }
  }

  void folders_of_root() {
    folder("etc");
    for (const auto& taken : system_) put(taken);
    // The copies' bytes stay in `means_`, which outlives the plan.
    for (const auto& entry : means_.system.entries) {
      const char* path = entry.path.c_str() + 1;
      if (entry.kind != SystemView::Entry::Kind::link && entry.kind != SystemView::Entry::Kind::copy)
        continue;
      parents(path, false);
      if (entry.kind == SystemView::Entry::Kind::link)
        plan_.ops.push_back({.kind = Kind::link, .path = path, .source = entry.text.c_str()});
      else
        plan_.ops.push_back({.kind = Kind::file,
                             .mode = 0644,
                             .length = entry.text.size(),
                             .path = path,
                             .source = entry.text.data()});
    }
  }

  void etc() {
    file("etc/passwd", passwd, 0644, false);
    file("etc/group", group, 0644, false);
    file("etc/hosts", hosts, 0644, false);
    file("etc/hostname", "box\n", 0644, false);
    file("etc/nsswitch.conf", nsswitch, 0644, false);
    file("etc/resolv.conf", "", 0644, false);
  }

  void devices() {
    folder("dev");
    for (const auto& device : devices_) put(device);
    const std::pair<const char*, const char*> links[] = {
        {"dev/fd", "/proc/self/fd"}, {"dev/stdin", "fd/0"}, {"dev/stdout", "fd/1"}, {"dev/stderr", "fd/2"}};
    for (const auto& [path, target] : links)
      plan_.ops.push_back({.kind = Kind::link, .path = path, .source = target});
  }

  void writable(const std::string& path, Bytes size, unsigned mode) {
    folder(path);
    plan_.ops.push_back(
        {.kind = Kind::tmpfs,
         .path = plan_.keep(path),
         .source = plan_.keep(fmt::format("size={},nr_inodes={},mode={:04o},uid={},gid={}", size.count,
                                          tmpfs_inodes, mode, inner_id, inner_id))});
    plan_.writable.push_back(plan_.keep(path));
  }

  void network() {
    plan_.ops.push_back({.kind = Kind::loopback, .path = "lo"});
    // A server that is started again must be able to listen on its port at once, whatever its socket options.
    if (means_.fresh_proc)
      plan_.ops.push_back({.kind = Kind::sysctl,
                           .required = false,
                           .length = 1,
                           .path = "proc/sys/net/ipv4/tcp_max_tw_buckets",
                           .source = "0"});
  }

  Plan& plan_;
  const Means& means_;
  int slots_ = 0;
  int proc_ = -1;
  std::vector<Taken> system_, devices_, mounts_;
  std::set<std::string> made_;
};

std::vector<Rlimit> rlimits_of(const SandboxSpec& spec, const Plan& plan) {
  const Limits& l = spec.limits;
  const auto whole_seconds = [](Millis m) { return static_cast<std::uint64_t>(m.count() / 1000 + 2); };
  std::vector<Rlimit> limits;
  const auto add = [&](int resource, std::uint64_t value) {
    rlimit64 have{};
    // A hard limit can only go down (getrlimit(2)); the stricter of the two holds.
    if (::getrlimit64(static_cast<__rlimit_resource>(resource), &have) == 0)
      value = std::min<std::uint64_t>(value, have.rlim_max);
    limits.push_back({resource, {value, value}});
  };
  add(RLIMIT_CORE, 0);
  add(RLIMIT_CPU, whole_seconds(l.cpu)); // the supervisor is far earlier
  add(RLIMIT_FSIZE, l.file_size.count);
  add(RLIMIT_NOFILE, l.open_files);
  add(RLIMIT_STACK, l.stack.count);
  // No RLIMIT_AS and no RLIMIT_DATA: both count pages that are never touched, of which the sanitizers alone
  // reserve 16 TiB, and a refusal looks like the program's own fault. The supervisor keeps the memory limit
  // by what is resident. Without a namespace of its own the count would be that of all processes of the user.
  // Inside, it is kept for each user namespace (since Linux 5.14), where init counts too when it has the same
  // id.
  if (plan.confined) add(RLIMIT_NPROC, l.processes + (plan.ids.two ? 0 : 1));
  return limits;
}

void add_program(const SandboxSpec& spec, Plan& plan) {
  const auto keep = [&](const std::string& text) { return const_cast<char*>(plan.keep(text)); };
  for (const auto& word : spec.argv) plan.argv.push_back(keep(word));
  plan.argv.push_back(nullptr);
  std::string path = "/usr/local/bin:/usr/bin:/bin";
  for (const auto& [name, value] : spec.env) {
    plan.env.push_back(keep(name + "=" + value));
    if (name == "PATH") path = value;
  }
  plan.env.push_back(nullptr);
  const std::string& program = spec.argv.front();
  if (program.find('/') != std::string::npos) {
    plan.candidates.push_back(keep(program));
  } else {
    for (const auto folder : split(path, ':'))
      plan.candidates.push_back(
          keep((folder.empty() ? std::string(".") : std::string(folder)) + "/" + program));
  }
  plan.cwd = plan.keep(spec.cwd);
  plan.rlimits = rlimits_of(spec, plan);
  plan.hand_out_box = !spec.collect.empty();
  // Since Linux 6.2 each CPU counts up to a batch of pages (twice the number of CPUs, 32 at least) on its
  // own.
  const long cpus = std::max(1L, ::sysconf(_SC_NPROCESSORS_CONF));
  plan.rss_error_kib = 512 + cpus * std::max(32L, 2 * cpus) * (::sysconf(_SC_PAGESIZE) / 1024);
  // The supervisor is at the limit first unless it is stopped or starved.
  plan.patience_ns = std::chrono::duration_cast<Nanos>(spec.limits.wall).count() + 1'000'000'000;
}

} // namespace

const char* Plan::keep(std::string text) {
  kept_.push_back(std::move(text));
  return kept_.back().c_str();
}

std::string step_of(const Op& op) {
  const std::string path = std::string("/") + op.path;
  switch (op.kind) {
  case Kind::take:
    return std::string("mount ") + op.source + " read-only";
  case Kind::device:
    return std::string("mount ") + op.source;
  case Kind::take_proc:
    return "mount a fresh /proc";
  case Kind::enter:
    return "change the root";
  case Kind::folder:
    return "make the folder " + path;
  case Kind::link:
    return "make the link " + path;
  case Kind::file:
    return "write " + path;
  case Kind::copy:
    return std::string("copy ") + op.source + " to " + path;
  case Kind::tmpfs:
    return "mount " + path;
  case Kind::place:
    return "mount on " + path;
  case Kind::hostname:
    return "set the host name";
  case Kind::loopback:
    return "bring up the loopback";
  case Kind::sysctl:
    return "set " + path;
  case Kind::seal:
    return "make the root read-only";
  }
  return "make the box";
}

Plan plan_box(const SandboxSpec& spec, const BoxTree& tree, const Means& means) {
  Plan plan;
  plan.ids = means.ids;
  plan.fresh_proc = means.fresh_proc;
  plan.filter = means.filter;
  Builder(plan, means).build(spec, tree);
  add_program(spec, plan);
  return plan;
}

Plan plan_folder(const SandboxSpec& spec, const BoxTree& tree) {
  Plan plan;
  plan.confined = false;
  plan.fresh_proc = false;
  const Means none;
  Builder builder(plan, none);
  for (const char* path : {"box", "tmp", "data"}) builder.folder(path);
  builder.box(spec, tree);
  add_program(spec, plan);
  return plan;
}

} // namespace bex
