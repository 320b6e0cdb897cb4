// The files of a group: Documentation/admin-guide/cgroup-v2.rst of the kernel.
#include "sandboxes/cgroups/version.hpp"

#include <algorithm>
#include <atomic>
#include <cerrno>
#include <fcntl.h>
#include <poll.h>
#include <utility>

namespace bex {
namespace {

class Group2 final : public Group {
 public:
  explicit Group2(GroupFolder folder) : folder_(std::move(folder)) {}

  // 0 or errno.
  int open() {
    const int fd = folder_.fd();
    for (const auto& [file, name] : {std::pair<Fd&, const char*>{alarm_, "memory.events"},
                                     {events_, "memory.events"},
                                     {cpu_, "cpu.stat"},
                                     {memory_, "memory.current"},
                                     {tasks_, "pids.current"},
                                     {refusals_, "pids.events"}})
      if (file = open_in(fd, name, O_RDONLY); !file) return errno;
    peak_ = open_in(fd, "memory.peak", O_RDONLY); // Linux 5.19
    door_ = open_in(fd, "cgroup.procs", O_WRONLY);
    if (!door_) return errno;
    doors_ = {door_.get()};
    quiet_alarm(); // a file that was never read counts as changed
    // Half of a program is of no use to anybody.
    if (const int error = write_in(fd, "memory.oom.group", "1")) return error;
    // Not there without swap in the kernel.
    const int error = write_in(fd, "memory.swap.max", "0");
    return error == ENOENT ? 0 : error;
  }

  int limit(const Limits& limits, unsigned own_tasks) override {
    const int fd = folder_.fd();
    const int error = write_in(fd, "memory.max", std::to_string(limits.memory.count + box_charge.count));
    if (error != 0) return error;
    return write_in(fd, "pids.max", std::to_string(std::uint64_t{limits.processes} + own_tasks));
  }

  const std::vector<int>& doors() const override { return doors_; }
  int birthplace() const override { return folder_.fd(); }
  int alarm() const override { return alarm_.get(); }
  short alarm_events() const override { return POLLPRI; }
  void quiet_alarm() override { (void)text_of(alarm_.get()); }

  GroupUsage usage() override {
    GroupUsage usage;
    usage.cpu = Micros(count_of(text_of(cpu_.get()), "usage_usec"));
    usage.memory = Bytes{number_in(text_of(memory_.get()))};
    most_ = std::max({most_, usage.memory, peak_ ? Bytes{number_in(text_of(peak_.get()))} : Bytes{}});
    usage.peak = most_;
    usage.tasks = static_cast<unsigned>(number_in(text_of(tasks_.get())));
    usage.over_memory = count_of(text_of(events_.get()), "oom_kill") > 0;
    usage.over_tasks = count_of(text_of(refusals_.get()), "max") > 0;
    return usage;
  }

  void kill() override { kill_members(folder_.fd()); }

 private:
  GroupFolder folder_;
  Fd door_, alarm_, events_, cpu_, memory_, peak_, tasks_, refusals_;
  std::vector<int> doors_;
  Bytes most_;
};

class Groups2 final : public Groups {
 public:
  Groups2(OwnFolder own, std::string name)
      : own_(std::make_shared<OwnFolder>(std::move(own))), name_(std::move(name)) {}

  const std::string& name() const override { return name_; }

 private:
  Result<std::unique_ptr<Group>> create() override {
    auto folder = GroupFolder::make(own_, next_);
    if (!folder) return no_group(folder.error());
    auto group = std::make_unique<Group2>(std::move(*folder));
    if (const int error = group->open()) return no_group(error);
    return group;
  }

  std::shared_ptr<const OwnFolder> own_;
  std::string name_;
  std::atomic<unsigned> next_{0};
};

} // namespace

std::unique_ptr<Groups> make_groups_2(OwnFolder own, std::string name) {
  return std::make_unique<Groups2>(std::move(own), std::move(name));
}

} // namespace bex
