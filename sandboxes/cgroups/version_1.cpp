// The files of a group: Documentation/admin-guide/cgroup-v1/{memory,pids,cpuacct}.rst of the kernel.
#include "sandboxes/cgroups/version.hpp"
#include "sandboxes/child.hpp"

#include <algorithm>
#include <atomic>
#include <cerrno>
#include <chrono>
#include <fcntl.h>
#include <fmt/format.h>
#include <poll.h>
#include <sys/eventfd.h>
#include <thread>
#include <tuple>
#include <unistd.h>
#include <utility>

namespace bex {
namespace {

class Group1 final : public Group {
 public:
  // Controllers that are mounted together share a folder.
  Group1(std::vector<GroupFolder> folders, int memory, int pids, int cpuacct)
      : folders_(std::move(folders)), memory_folder_(memory), pids_folder_(pids), cpuacct_folder_(cpuacct) {}

  ~Group1() override {
    if (number_in(text_of(tasks_.get())) > 0) kill();
  }

  // 0 or errno.
  int open() {
    for (const auto& [file, folder, name] :
         {std::tuple<Fd&, int, const char*>{cpu_, cpuacct_folder_, "cpuacct.usage"},
          {memory_, memory_folder_, "memory.usage_in_bytes"},
          {peak_, memory_folder_, "memory.max_usage_in_bytes"},
          {oom_, memory_folder_, "memory.oom_control"},
          {tasks_, pids_folder_, "pids.current"},
          {refusals_, pids_folder_, "pids.events"}})
      if (file = open_in(folder, name, O_RDONLY); !file) return errno;
    // Not cgroup.procs: to move a whole process the kernel waits until no processor is in the middle of a
    // fork anywhere, for 7 to 17 ms on an idle machine; a thread that moves itself waits for nobody
    // (cgroup_procs_write_start() of kernel/cgroup/cgroup.c).
    for (const auto& folder : folders_) {
      Fd door = open_in(folder.fd(), "tasks", O_WRONLY);
      if (!door) return errno;
      doors_.push_back(door.get());
      door_files_.push_back(std::move(door));
    }
    watch_oom();
    return 0;
  }

  int limit(const Limits& limits, unsigned own_tasks) override {
    const std::string most = std::to_string(limits.memory.count + box_charge.count);
    int error = write_in(memory_folder_, "memory.limit_in_bytes", most);
    if (error == 0)
      error = write_in(pids_folder_, "pids.max", std::to_string(std::uint64_t{limits.processes} + own_tasks));
    if (error != 0) return error;
    // Without swap in the kernel neither is there; where memory and swap are counted together (memsw), the
    // same limit for both leaves none for swap.
    if (write_in(memory_folder_, "memory.memsw.limit_in_bytes", most) != 0)
      (void)write_in(memory_folder_, "memory.swappiness", "0");
    return 0;
  }

  const std::vector<int>& doors() const override { return doors_; }
  int birthplace() const override { return -1; }
  int alarm() const override { return alarm_.get(); }
  short alarm_events() const override { return POLLIN; }

  // The kernel gives notice before it chooses what to kill and counts it (mm/memcontrol-v1.c), so that the
  // count is waited for; it never comes when memory was freed in the meantime.
  void quiet_alarm() override {
    std::uint64_t count = 0;
    if (::read(alarm_.get(), &count, sizeof count) != sizeof count) return;
    const auto end = std::chrono::steady_clock::now() + Millis(5);
    while (kills() == 0 && std::chrono::steady_clock::now() < end) std::this_thread::sleep_for(Micros(50));
  }

  GroupUsage usage() override {
    GroupUsage usage;
    usage.cpu = Nanos(number_in(text_of(cpu_.get())));
    usage.memory = Bytes{number_in(text_of(memory_.get()))};
    usage.peak = Bytes{number_in(text_of(peak_.get()))};
    usage.tasks = static_cast<unsigned>(number_in(text_of(tasks_.get())));
    usage.over_memory = kills() > 0;
    usage.over_tasks = count_of(text_of(refusals_.get()), "max") > 0;
    return usage;
  }

  void kill() override { kill_members(pids_folder_); }

 private:
  std::uint64_t kills() const { return count_of(text_of(oom_.get()), "oom_kill"); }

  // Kernels built for real time have no such notice (cgroup.event_control); then there is no alarm.
  void watch_oom() {
    Fd event(::eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK));
    if (!lift(event)) return;
    const auto order = fmt::format("{} {}", event.get(), oom_.get());
    if (write_in(memory_folder_, "cgroup.event_control", order) == 0) alarm_ = std::move(event);
  }

  std::vector<GroupFolder> folders_;
  int memory_folder_, pids_folder_, cpuacct_folder_;
  Fd cpu_, memory_, peak_, oom_, tasks_, refusals_, alarm_;
  std::vector<Fd> door_files_;
  std::vector<int> doors_;
};

constexpr const char* controllers[] = {"memory", "cpuacct", "pids"};

class Groups1 final : public Groups {
 public:
  // `owns[place[i]]` is the folder in the tree of controllers[i].
  Groups1(std::vector<std::shared_ptr<const OwnFolder>> owns, std::vector<std::size_t> place)
      : owns_(std::move(owns)), place_(std::move(place)) {}

  const std::string& name() const override { return name_; }

 private:
  Result<std::unique_ptr<Group>> create() override {
    std::vector<GroupFolder> folders;
    for (const auto& own : owns_) {
      auto folder = GroupFolder::make(own, next_);
      if (!folder) return no_group(folder.error());
      folders.push_back(std::move(*folder));
    }
    const int memory = folders[place_[0]].fd(), cpuacct = folders[place_[1]].fd(),
              pids = folders[place_[2]].fd();
    auto group = std::make_unique<Group1>(std::move(folders), memory, pids, cpuacct);
    if (const int error = group->open()) return no_group(error);
    return group;
  }

  std::vector<std::shared_ptr<const OwnFolder>> owns_;
  std::vector<std::size_t> place_;
  std::string name_ = "cgroup v1";
  std::atomic<unsigned> next_{0};
};

} // namespace

Result<std::unique_ptr<Groups>> open_groups_1(const Standing& standing) {
  constexpr const char* help =
      "run as root, or boot with version 2 alone: `systemd.unified_cgroup_hierarchy=1` on "
      "the kernel's command line";
  std::vector<std::string> paths;
  std::vector<std::size_t> place;
  for (const char* controller : controllers) {
    const auto path = folder_of(controller, standing.memberships, standing.mounts);
    if (!path)
      return fail(ErrorKind::machine,
                  fmt::format("there is no control group with the controller {}", controller), help);
    if (::access(path->c_str(), W_OK) != 0)
      return fail(ErrorKind::machine, fmt::format("the control group `{}` is not writable", *path), help);
    const auto known = std::find(paths.begin(), paths.end(), *path);
    place.push_back(static_cast<std::size_t>(known - paths.begin()));
    if (known == paths.end()) paths.push_back(*path);
  }
  std::vector<std::shared_ptr<const OwnFolder>> owns;
  for (const auto& path : paths) {
    auto own = OwnFolder::make(path);
    if (!own) return tl::unexpected<Error>(own.error());
    owns.push_back(std::make_shared<OwnFolder>(std::move(*own)));
  }
  return std::make_unique<Groups1>(std::move(owns), std::move(place));
}

} // namespace bex
