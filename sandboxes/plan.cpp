#include "sandboxes/plan.hpp"

#include "sandboxes/base/text.hpp"
#include "sandboxes/op_list.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <unistd.h>

namespace bex {
namespace {

using Kind = Op::Kind;

// Inodes of each writable tmpfs: an inode costs about 1 KiB of kernel memory that `size` does not count.
constexpr unsigned tmpfs_inodes = 32'768;
class RunPlan {
 public:
  explicit RunPlan(Plan& plan) : plan_(plan), list_(plan) {}

  void build(const SandboxSpec& spec, const BoxTree& tree, const BoxTree& data, const Means& means) {
    if (means.fresh_proc) list_.add({.kind = Kind::proc, .path = "proc"});
    writable("tmp", spec.limits.scratch, 01777);
    writable("dev/shm", spec.limits.scratch, 01777);
    writable("box", spec.limits.scratch, 0755);
    if (spec.data) writable("data", spec.limits.scratch, 0755);
    box(spec, tree);
    lay_out(data, "data/", true);
    for (const auto& place : mount_places(spec)) {
      if (place.staged.empty()) continue;
      list_.mount_point(place.inside, place.is_folder, true);
      list_.add({.kind = Kind::move, .path = list_.keep(place.inside), .source = list_.keep(place.staged)});
    }
    if (spec.network == Network::loopback) network(means);
    listen(spec);
  }

  // For a run without a box: plain folders below its own.
  void folders(const SandboxSpec& spec, const BoxTree& tree, const BoxTree& data) {
    for (const char* path : {"box", "tmp", "data"}) list_.folder(path);
    box(spec, tree);
    lay_out(data, "data/", true);
    // What is looked for below /box is there as well; other mounts are named by their host path.
    for (const auto& place : mount_places(spec)) {
      if (!place.inside.starts_with("box/")) continue;
      list_.parents(place.inside, true);
      list_.add({.kind = Kind::link, .path = list_.keep(place.inside), .source = list_.keep(place.host)});
    }
    listen(spec);
  }

 private:
  void box(const SandboxSpec& spec, const BoxTree& tree) {
    lay_out(tree, "box/", false);
    for (const auto& [name, content] : spec.files) {
      const auto path = std::filesystem::path("box") / std::filesystem::path(name).lexically_normal();
      list_.parents(path, true);
      list_.file(path.string(), content, 0644, true);
    }
  }

  void lay_out(const BoxTree& tree, const std::string& below, bool is_data) {
    for (const auto& entry : tree.entries) {
      const std::string path = below + entry.path;
      switch (entry.kind) {
      case BoxTree::Entry::Kind::folder:
        list_.folder(path, entry.mode, true);
        break;
      case BoxTree::Entry::Kind::link:
        list_.add({.kind = Kind::link,
                   .owned = true,
                   .path = list_.keep(path),
                   .source = list_.keep(entry.target)});
        break;
      case BoxTree::Entry::Kind::file:
        list_.add({.kind = Kind::copy,
                   .owned = true,
                   .data = is_data,
                   .mode = entry.mode,
                   .path = list_.keep(path),
                   .source = list_.keep(entry.path)});
        break;
      }
    }
  }

  void writable(const std::string& path, Bytes size, unsigned mode) {
    list_.add({.kind = Kind::tmpfs,
               .path = list_.keep(path),
               .source = list_.keep(fmt::format("size={},nr_inodes={},mode={:04o},uid={},gid={}", size.count,
                                                tmpfs_inodes, mode, inner_id, inner_id))});
    plan_.writable.push_back(list_.keep(path));
  }

  void network(const Means& means) {
    plan_.own_network = true;
    list_.add({.kind = Kind::loopback, .path = "lo"});
    // A server that is started again must be able to listen on its port at once, whatever its socket options.
    if (means.fresh_proc)
      list_.add({.kind = Kind::sysctl,
                 .required = false,
                 .length = 1,
                 .path = "proc/sys/net/ipv4/tcp_max_tw_buckets",
                 .source = "0"});
  }

  void listen(const SandboxSpec& spec) {
    if (!spec.inlet) return;
    const auto port = std::to_string(spec.inlet->port);
    list_.add({.kind = Kind::listen, .length = spec.inlet->port, .path = list_.keep(port)});
  }

  Plan& plan_;
  OpList list_;
};

std::vector<Rlimit> rlimits_of(const SandboxSpec& spec, const Plan& plan) {
  const Limits& l = spec.limits;
  // Only for a run whose supervisor is gone. The kernel counts ticks here, which on a busy machine are more
  // than what was used (posix_cpu_timers_work() of kernel/time/posix-cpu-timers.c), and its SIGKILL would
  // look like the program's own end.
  const auto roomy_seconds = [](Millis m) { return static_cast<std::uint64_t>(m.count() / 500 + 2); };
  std::vector<Rlimit> limits;
  const auto add = [&](int resource, std::uint64_t value) {
    rlimit64 have{};
    // A hard limit can only go down (getrlimit(2)); the stricter of the two holds.
    if (::getrlimit64(static_cast<__rlimit_resource>(resource), &have) == 0)
      value = std::min<std::uint64_t>(value, have.rlim_max);
    limits.push_back({resource, {value, value}});
  };
  add(RLIMIT_CORE, 0);
  add(RLIMIT_CPU, roomy_seconds(l.cpu));
  add(RLIMIT_FSIZE, l.file_size.count);
  add(RLIMIT_NOFILE, l.open_files);
  add(RLIMIT_STACK, l.stack.count);
  // No RLIMIT_AS and no RLIMIT_DATA: both count pages that are never touched, of which the sanitizers alone
  // reserve 16 TiB, and a refusal looks like the program's own fault. The supervisor keeps the memory limit
  // by what is resident. Without a namespace of its own the count would be that of all processes of the user.
  // Inside, it is kept for each user namespace (since Linux 5.14), where init counts too when it has the same
  // id.
  // A control group keeps the limit itself, and counts refusals.
  const unsigned room = plan.grouped ? 16 : 0;
  if (plan.confined) add(RLIMIT_NPROC, l.processes + (plan.ids.two ? 0 : 1) + room);
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
  plan.handed_out = !spec.collect.empty() ? "box" : !spec.data_to.empty() ? "data" : nullptr;
  // Since Linux 6.2 each CPU counts up to a batch of pages (twice the number of CPUs, 32 at least) on its
  // own.
  static const long cpus = std::max(1L, ::sysconf(_SC_NPROCESSORS_CONF));
  plan.rss_error_kib = 512 + cpus * std::max(32L, 2 * cpus) * (::sysconf(_SC_PAGESIZE) / 1024);
  // The supervisor is at the limit first unless it is stopped or starved.
  plan.patience_ns = std::chrono::duration_cast<Nanos>(spec.limits.wall).count() + 1'000'000'000;
}

} // namespace

const char* Ops::keep(std::string text) {
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
  case Kind::host_proc:
    return "see the whole of /proc";
  case Kind::proc:
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
  case Kind::move:
    return "mount on " + path;
  case Kind::hostname:
    return "set the host name";
  case Kind::loopback:
    return "bring up the loopback";
  case Kind::listen:
    return std::string("listen on port ") + op.path;
  case Kind::sysctl:
    return "set " + path;
  case Kind::seal:
    return "make the root read-only";
  }
  return "make the box";
}

Plan plan_run(const SandboxSpec& spec, const BoxTree& tree, const Means& means, const BoxTree& data) {
  Plan plan;
  plan.ids = means.ids;
  plan.filter = means.filter;
  plan.grouped = means.grouped;
  RunPlan(plan).build(spec, tree, data, means);
  add_program(spec, plan);
  return plan;
}

Plan plan_folder(const SandboxSpec& spec, const BoxTree& tree, const BoxTree& data) {
  Plan plan;
  plan.confined = false;
  RunPlan(plan).folders(spec, tree, data);
  add_program(spec, plan);
  return plan;
}

} // namespace bex
