#include "sandboxes/accounting.hpp"

#include "sandboxes/base/fd.hpp"

#include <algorithm>
#include <cerrno>
#include <charconv>
#include <cstring>
#include <ctime>
#include <dirent.h>
#include <fcntl.h>
#include <fmt/format.h>
#include <memory>
#include <unistd.h>

namespace bex {
namespace {

// The first bytes of a file of /proc, "" when the process is gone.
std::string_view read_start(const char* path, char* buffer, std::size_t size) {
  const Fd fd(::open(path, O_RDONLY | O_CLOEXEC));
  if (!fd) return {};
  std::size_t length = 0;
  while (length < size) {
    const ssize_t n = ::read(fd.get(), buffer + length, size - length);
    if (n <= 0) break;
    length += static_cast<std::size_t>(n);
  }
  return {buffer, length};
}

// The next number of `text`, which is cut off before it.
template <class T> bool next_number(std::string_view& text, T& value) {
  const auto start = text.find_first_not_of(' ');
  if (start == std::string_view::npos) return false;
  text.remove_prefix(start);
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (error != std::errc{}) return false;
  text.remove_prefix(static_cast<std::size_t>(end - text.data()));
  return true;
}

Nanos from_ticks(std::uint64_t ticks) {
  static const long hertz = ::sysconf(_SC_CLK_TCK);
  return Nanos(static_cast<std::int64_t>(ticks * 1'000'000'000ULL / static_cast<std::uint64_t>(hertz)));
}

Bytes from_pages(std::uint64_t pages) {
  static const long size = ::sysconf(_SC_PAGESIZE);
  return {pages * static_cast<std::uint64_t>(size)};
}

// All of a process's threads, also those that have ended, to the nanosecond; `stat` has hundredths of a
// second only. The number of the clock: include/linux/posix-timers.h, MAKE_PROCESS_CPUCLOCK with
// CPUCLOCK_SCHED.
std::optional<Nanos> cpu_of(pid_t pid) {
  const auto clock = static_cast<clockid_t>((~static_cast<unsigned>(pid) << 3) | 2U);
  timespec t{};
  if (::clock_gettime(clock, &t) != 0) return std::nullopt;
  return Nanos(t.tv_sec * 1'000'000'000LL + t.tv_nsec);
}

std::optional<ProcessStat> stat_of(pid_t pid) {
  char buffer[1024];
  const auto path = fmt::format("/proc/{}/stat", pid);
  return parse_stat(read_start(path.c_str(), buffer, sizeof buffer));
}

bool has_ended(const ProcessStat& stat) {
  return stat.state == 'Z' || stat.state == 'X';
}

class Walk {
 public:
  explicit Walk(pid_t init) {
    add_children(init, 1);
    if (const auto stat = stat_of(init)) usage_.cpu += from_ticks(stat->children_ticks);
    for (std::size_t i = 0; i < usage_.processes.size(); ++i) add(usage_.processes[i]);
    usage_.memory = from_pages(private_ + shared_);
    usage_.ceiling = from_pages(private_ + all_shared_);
  }
  Usage take() { return std::move(usage_); }

 private:
  void add(pid_t pid) {
    const auto stat = stat_of(pid);
    if (!stat) return;
    usage_.tasks += stat->threads;
    usage_.cpu += cpu_of(pid).value_or(from_ticks(stat->own_ticks)) + from_ticks(stat->children_ticks);
    if (has_ended(*stat)) return;
    const auto path = fmt::format("/proc/{}/statm", pid);
    if (const auto memory = parse_statm(read_start(path.c_str(), buffer_, sizeof buffer_))) {
      private_ += memory->resident - std::min(memory->resident, memory->shared);
      shared_ = std::max(shared_, memory->shared);
      all_shared_ += memory->shared;
    }
    add_children(pid, stat->threads);
  }

  // A child is listed with the thread that made it.
  void add_children(pid_t pid, unsigned threads) {
    if (threads <= 1) {
      add_children_of_thread(pid, pid);
      return;
    }
    const std::unique_ptr<DIR, int (*)(DIR*)> tasks(::opendir(fmt::format("/proc/{}/task", pid).c_str()),
                                                    ::closedir);
    while (const dirent* entry = tasks ? ::readdir(tasks.get()) : nullptr)
      if (entry->d_name[0] != '.') add_children_of_thread(pid, static_cast<pid_t>(std::atol(entry->d_name)));
  }

  void add_children_of_thread(pid_t pid, pid_t thread) {
    const auto path = fmt::format("/proc/{}/task/{}/children", pid, thread);
    std::string_view list = read_start(path.c_str(), buffer_, sizeof buffer_);
    for (pid_t child = 0; usage_.processes.size() < 65'536 && next_number(list, child);)
      usage_.processes.push_back(child);
  }

  Usage usage_;
  std::uint64_t private_ = 0, shared_ = 0, all_shared_ = 0;
  char buffer_[32768];
};

} // namespace

std::optional<ProcessStat> parse_stat(std::string_view text) {
  // The name may hold anything, blanks and parentheses too: what counts comes after the last of them.
  const auto name_end = text.rfind(')');
  if (name_end == std::string_view::npos || text.size() < name_end + 3) return std::nullopt;
  text.remove_prefix(name_end + 2);
  ProcessStat stat;
  stat.state = text.front();
  text.remove_prefix(1);
  std::int64_t fields[17] = {}; // the 4th to the 20th
  for (auto& field : fields)
    if (!next_number(text, field)) return std::nullopt;
  const auto count = [&](int nth) {
    return static_cast<std::uint64_t>(std::max<std::int64_t>(0, fields[nth - 4]));
  };
  stat.own_ticks = count(14) + count(15);
  stat.children_ticks = count(16) + count(17);
  stat.threads = static_cast<unsigned>(count(20));
  return stat;
}

std::optional<ProcessMemory> parse_statm(std::string_view text) {
  std::uint64_t size = 0;
  ProcessMemory memory;
  if (!next_number(text, size) || !next_number(text, memory.resident) || !next_number(text, memory.shared))
    return std::nullopt;
  return memory;
}

std::optional<Bytes> parse_pss(std::string_view text) {
  const auto at = text.find("\nPss:");
  if (at == std::string_view::npos) return std::nullopt;
  text.remove_prefix(at + 5);
  std::uint64_t kilobytes = 0;
  if (!next_number(text, kilobytes)) return std::nullopt;
  return kib(kilobytes);
}

Usage usage_below(pid_t init) {
  return Walk(init).take();
}

std::optional<std::size_t> descriptors_of(const std::vector<pid_t>& processes) {
  std::size_t count = 0;
  for (const pid_t pid : processes) {
    const auto path = fmt::format("/proc/{}/fd", pid);
    const std::unique_ptr<DIR, int (*)(DIR*)> folder(::opendir(path.c_str()), ::closedir);
    // The folder of a process that has ended is root's: it has no memory that could say whose it is
    // (fs/proc/base.c, task_dump_owner).
    if (!folder && errno == EACCES)
      if (const auto stat = stat_of(pid); stat && !has_ended(*stat)) return std::nullopt;
    while (const dirent* entry = folder ? ::readdir(folder.get()) : nullptr)
      if (entry->d_name[0] != '.') ++count;
  }
  return count;
}

Bytes proportional_memory(const std::vector<pid_t>& processes) {
  Bytes sum;
  char buffer[4096];
  for (const pid_t pid : processes) {
    const auto path = fmt::format("/proc/{}/smaps_rollup", pid);
    if (const auto pss = parse_pss(read_start(path.c_str(), buffer, sizeof buffer))) sum.count += pss->count;
  }
  return sum;
}

} // namespace bex
