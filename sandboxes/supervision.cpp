#include "sandboxes/supervision.hpp"

#include "sandboxes/accounting.hpp"
#include "sandboxes/base/clock.hpp"
#include "sandboxes/base/interrupt.hpp"
#include "sandboxes/cgroups/groups.hpp"

#include <algorithm>
#include <cerrno>
#include <csignal>
#include <cstring>
#include <limits>
#include <poll.h>
#include <sched.h>
#include <sys/eventfd.h>
#include <sys/socket.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <thread>
#include <unistd.h>

namespace bex {
namespace {

using namespace std::chrono_literals;

// How long building the box and executing the program may take, and how long init may take to end a run
// before it is killed itself.
constexpr Nanos start_patience = 20s;
constexpr Nanos end_patience = 2s;
// No program touches new memory faster than this on one CPU (clearing huge pages included).
constexpr std::uint64_t touch_bytes_per_ms = 8ULL << 20;
constexpr Nanos soonest_look = 300us;
constexpr Nanos soonest_memory_look = 1ms;
constexpr Nanos latest_look = 100ms;

Nanos now() {
  return system_clock().now();
}

std::int64_t cpus() {
  static const std::int64_t count = [] {
    cpu_set_t set;
    CPU_ZERO(&set);
    return ::sched_getaffinity(0, sizeof set, &set) == 0 ? std::max(1, CPU_COUNT(&set)) : 1;
  }();
  return count;
}

timespec to_timespec(Nanos t) {
  const auto ns = std::max<std::int64_t>(0, t.count());
  return {ns / 1'000'000'000, ns % 1'000'000'000};
}

void send_signal(const Fd& pidfd, int signal) {
  if (pidfd) ::syscall(SYS_pidfd_send_signal, pidfd.get(), signal, nullptr, 0);
}

} // namespace

Supervision::Supervision(const Limits& limits, Level level, Group* group, bool keep_log)
    : limits_(limits), level_(level), group_(group), keep_log_(keep_log), capture_(limits.output),
      wake_(::eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK)) {}

void Supervision::terminate() {
  terminate_now_ = true;
  wake();
}

void Supervision::ask_to_stop(Millis grace) {
  grace_ms_ = std::max<std::int64_t>(0, grace.count());
  wake();
}

void Supervision::ask_to_end() {
  end_now_ = true;
  wake();
}

void Supervision::wake() {
  const std::uint64_t one = 1;
  [[maybe_unused]] const auto n = ::write(wake_.get(), &one, sizeof one);
}

Result<RunResult> Supervision::see_through(Box& box, const std::function<std::string(int)>& describe_step,
                                           const std::function<void()>& on_started) {
  on_started_ = on_started;
  born_ = now();
  next_look_ = born_ + latest_look;
  while (!over_) {
    wait(box);
    keep_limits(box);
  }
  drain(box.out, Capture::Stream::out);
  drain(box.err, Capture::Stream::err);
  let_readers_go(std::numeric_limits<std::uint64_t>::max());
  if (facts_.cause == Cause::interrupted) return fail(ErrorKind::interrupted, "interrupted");
  RunResult done = result();
  // The kernel may take init along for want of memory before it could say that the program runs.
  if (!started_ && !facts_.killed_for_memory) {
    done.ending = failed_ ? NotStarted{describe_step(failed_->step), failed_->error}
                          : NotStarted{"start in time", ETIMEDOUT};
    if (!failed_ && facts_.cause == Cause::none)
      done.ending = NotStarted{"keep the init inside alive", ESRCH};
  }
  return done;
}

void Supervision::wait(Box& box) {
  const bool listening = facts_.cause == Cause::none || facts_.cause == Cause::stopped;
  pollfd watched[] = {{box.pidfd.get(), POLLIN, 0},
                      {box.status.get(), POLLIN, 0},
                      {listening && !facts_.out_over ? box.out.get() : -1, POLLIN, 0},
                      {listening ? box.err.get() : -1, POLLIN, 0},
                      {facts_.cause == Cause::none ? interrupt_fd() : -1, POLLIN, 0},
                      {wake_.get(), POLLIN, 0},
                      {group_ && facts_.cause == Cause::none ? group_->alarm() : -1,
                       group_ ? group_->alarm_events() : short{0}, 0}};
  const timespec timeout = to_timespec(next_deadline() - now());
  if (::ppoll(watched, std::size(watched), &timeout, nullptr) < 0) return;
  if (watched[2].revents != 0) drain(box.out, Capture::Stream::out);
  if (watched[3].revents != 0) drain(box.err, Capture::Stream::err);
  if (watched[1].revents != 0) receive(box);
  if (watched[4].revents != 0) end(box, Cause::interrupted);
  if (watched[5].revents != 0) {
    obey(box);
    answer_readers(box);
  }
  if (watched[6].revents != 0) {
    group_->quiet_alarm();
    next_look_ = now();
  }
  if (watched[0].revents != 0) {
    receive(box); // what init said last
    over_ = true;
  }
  // Init's last word: all others are dead and reaped. What it takes down now is nobody's business.
  if (ended_) over_ = true;
}

// All that is in the socket, with the descriptors that come along.
void Supervision::receive(Box& box) {
  for (;;) {
    init::Notice notice;
    iovec part{&notice, sizeof notice};
    alignas(cmsghdr) char control[CMSG_SPACE(2 * sizeof(int))];
    msghdr message{};
    message.msg_iov = &part, message.msg_iovlen = 1;
    message.msg_control = control, message.msg_controllen = sizeof control;
    const ssize_t n = ::recvmsg(box.status.get(), &message, MSG_DONTWAIT | MSG_CMSG_CLOEXEC);
    if (n < 0 && errno == EINTR) continue;
    Fd fds[2];
    if (const cmsghdr* header = n >= 0 ? CMSG_FIRSTHDR(&message) : nullptr;
        header && header->cmsg_type == SCM_RIGHTS) {
      const std::size_t count = (header->cmsg_len - CMSG_LEN(0)) / sizeof(int);
      for (std::size_t i = 0; i < count && i < 2; ++i) {
        int fd = -1;
        std::memcpy(&fd, CMSG_DATA(header) + i * sizeof(int), sizeof fd);
        fds[i] = Fd(fd);
      }
    }
    if (n == 0) box.status.reset(); // closed: nothing more will come, the pidfd tells the rest
    if (n != static_cast<ssize_t>(sizeof notice)) return;
    note(notice, std::move(fds[0]), std::move(fds[1]));
  }
}

void Supervision::note(const init::Notice& notice, Fd program, Fd folder) {
  switch (notice.kind) {
  case init::Notice::Kind::failed:
    failed_ = notice;
    break;
  case init::Notice::Kind::ended:
    ended_ = notice;
    break;
  case init::Notice::Kind::started:
    started_ = notice;
    program_ = std::move(program);
    folder_ = std::move(folder);
    if (group_) building_cpu_ = group_->usage().cpu;
    next_look_ = now(); // at once: for a short run it is the only one
    if (on_started_) on_started_();
    break;
  }
}

void Supervision::drain(Fd& from, Capture::Stream stream) {
  char buffer[65536];
  // A pipe holds 1 MiB at most unless root made it larger (pipe(7)): this empties it, and a flood still lets
  // the limits have their turn.
  for (int reads = 0; from && reads < 32; ++reads) {
    const ssize_t n = ::read(from.get(), buffer, sizeof buffer);
    if (n < 0 && errno == EINTR) continue;
    if (n < 0) return;
    if (n == 0) {
      from.reset();
      return;
    }
    // A flood of remarks is read and dropped: the output is judged all the same.
    const bool kept = capture_.add(stream, {buffer, static_cast<std::size_t>(n)});
    if (!kept && stream == Capture::Stream::out) {
      facts_.out_over = true;
      return;
    }
  }
}

// What a program wrote before it answered is in a pipe, and on a busy machine still there when the answer is
// judged.
std::string Supervision::log(std::size_t limit) {
  constexpr auto patience = 200ms;
  {
    std::unique_lock lock(log_mutex_);
    const std::uint64_t number = ++log_asked_;
    wake();
    log_is_read_.wait_for(lock, patience, [&] { return log_read_ >= number; });
  }
  return capture_.log(limit);
}

void Supervision::answer_readers(Box& box) {
  const std::uint64_t asked = [&] {
    const std::scoped_lock lock(log_mutex_);
    return log_asked_;
  }();
  if (facts_.cause == Cause::none && !facts_.out_over) drain(box.out, Capture::Stream::out);
  if (facts_.cause == Cause::none) drain(box.err, Capture::Stream::err);
  let_readers_go(asked);
}

void Supervision::let_readers_go(std::uint64_t met) {
  {
    const std::scoped_lock lock(log_mutex_);
    log_read_ = met;
  }
  log_is_read_.notify_all();
}

Nanos Supervision::next_deadline() const {
  Time deadline = std::min(stop_at_, give_up_at_);
  if (!started_) return std::min(deadline, born_ + start_patience);
  if (facts_.cause != Cause::none) return deadline;
  return std::min({deadline, next_look_, Time(started_->at) + Nanos(limits_.wall)});
}

void Supervision::keep_limits(Box& box) {
  const Time t = now();
  if (over_) return;
  if (t >= give_up_at_) {
    send_signal(box.pidfd, SIGKILL);
    give_up_at_ = Time::max();
    return;
  }
  if (!started_) {
    if (t >= born_ + start_patience) end(box, Cause::wall);
    return;
  }
  if (t >= stop_at_) end(box, Cause::stopped);
  if (facts_.cause != Cause::none) return;
  if (facts_.out_over) {
    end(box, Cause::output);
  } else if (t >= Time(started_->at) + Nanos(limits_.wall)) {
    look(box);
    end(box, Cause::wall);
  } else if (t >= next_look_) {
    look(box);
  }
}

void Supervision::look(Box& box) {
  if (group_)
    look_at_group(box);
  else
    look_at_processes(box);
}

// The kernel keeps the limits of memory and of processes itself, and tells.
void Supervision::look_at_group(Box& box) {
  const GroupUsage usage = group_->usage();
  facts_.cpu = std::max(facts_.cpu, usage.cpu - building_cpu_);
  if (usage.over_memory)
    end(box, Cause::memory);
  else if (facts_.cpu > limits_.cpu)
    end(box, Cause::cpu);
  // Sooner the limit cannot be met: nobody uses more time than there are CPUs.
  next_look_ = now() + std::max((Nanos(limits_.cpu) - facts_.cpu) / cpus(), Nanos(soonest_look));
}

void Supervision::look_at_processes(Box& box) {
  Usage usage = usage_below(box.pid);
  // Who ignores SIGCHLD never waits for his children, and what they used vanishes with them (wait(2), NOTES):
  // a drop that rounding to ticks cannot explain is kept. A process that changed its parent during the walk
  // may have been missed: a second one tells.
  const auto dropped = [&] { return usage.cpu + 20ms * (usage.processes.size() + 1) < last_cpu_; };
  if (dropped()) usage = usage_below(box.pid);
  if (dropped()) lost_cpu_ += last_cpu_ - usage.cpu;
  last_cpu_ = usage.cpu;
  facts_.cpu = std::max(facts_.cpu, usage.cpu + lost_cpu_);
  facts_.tasks = std::max(facts_.tasks, usage.tasks);
  // Copies of a forked process share their pages: what looks like too much is counted exactly, as often as it
  // stays cheap.
  Nanos pause{};
  if (usage.ceiling > limits_.memory && usage.processes.size() > 1) {
    const Time before = now();
    usage.memory = proportional_memory(usage.processes);
    pause = 20 * (now() - before);
  }
  facts_.memory = std::max(facts_.memory, usage.memory);
  if (facts_.memory > limits_.memory)
    end(box, Cause::memory);
  else if (facts_.cpu > limits_.cpu)
    end(box, Cause::cpu);
  else if (usage.tasks > limits_.processes)
    end(box, Cause::processes);
  plan_next_look(usage);
  next_look_ = std::max(next_look_, now() + std::min(pause, latest_look));
}

void Supervision::plan_next_look(const Usage& usage) {
  const Nanos cpu_left = (Nanos(limits_.cpu) - facts_.cpu) / cpus();
  const std::uint64_t room = limits_.memory.count - std::min(limits_.memory.count, usage.memory.count);
  const Nanos memory_left = Micros(static_cast<std::int64_t>(room / (touch_bytes_per_ms / 1000)) / cpus());
  next_look_ = now() + std::min({std::max(cpu_left, soonest_look), std::max(memory_left, soonest_memory_look),
                                 latest_look});
}

void Supervision::obey(Box& box) {
  std::uint64_t count = 0;
  [[maybe_unused]] const auto n = ::read(wake_.get(), &count, sizeof count);
  if (terminate_now_.exchange(false)) send_signal(program_, SIGTERM);
  if (end_now_) {
    end(box, Cause::stopped);
  } else if (grace_ms_ == 0) {
    end(box, Cause::stopped);
  } else if (grace_ms_ >= 0 && stop_at_ == Time::max() && started_ && !ended_) {
    facts_.terminated = true;
    send_signal(program_, SIGTERM);
    stop_at_ = now() + Millis(grace_ms_.load());
  }
}

// The first cause holds. Init ends the run and counts what it used; should it be stuck, it is killed and
// takes all with it.
void Supervision::end(Box& box, Cause cause) {
  if (facts_.cause == Cause::none) facts_.cause = cause;
  stop_at_ = Time::max();
  if (finish_sent_) return;
  finish_sent_ = true;
  give_up_at_ = now() + end_patience;
  const auto order = static_cast<char>(init::Order::finish);
  if (!started_ || ::send(box.status.get(), &order, 1, MSG_NOSIGNAL | MSG_DONTWAIT) != 1)
    send_signal(box.pidfd, SIGKILL);
}

RunResult Supervision::result() {
  RunResult done;
  done.level = level_;
  facts_.ended = ended_.has_value();
  facts_.killed = !ended_ || ended_->killed != 0;
  if (ended_) {
    facts_.status = ended_->status;
    facts_.cpu = std::max(facts_.cpu, Nanos(ended_->cpu));
    facts_.memory = std::max(facts_.memory, Bytes{static_cast<std::uint64_t>(ended_->rss)});
    facts_.tasks = std::max(facts_.tasks, static_cast<unsigned>(ended_->tasks));
    facts_.created = static_cast<unsigned>(ended_->created);
  }
  if (started_) facts_.wall = ended_ ? Nanos(ended_->at - started_->at) : now() - Nanos(started_->at);
  if (group_) {
    // Rounding of the kernel's counts apart, a group knows of those too that nobody waited for.
    const GroupUsage usage = group_->usage();
    facts_.cpu = std::max(facts_.cpu, usage.cpu - building_cpu_);
    facts_.memory = std::min(usage.peak, limits_.memory);
    facts_.killed_for_memory = usage.over_memory;
    facts_.refused_tasks = usage.over_tasks;
  }
  // Init dies before its time only by the kernel's hand, for want of memory.
  if (!ended_ && facts_.cause == Cause::none) facts_.cause = Cause::memory;
  done.ending = decide(facts_, limits_);
  done.cpu = facts_.cpu;
  done.wall = facts_.wall;
  done.peak_memory = facts_.memory;
  const auto captured = [&](Capture::Stream s) { return keep_log_ ? capture_.copy(s) : capture_.take(s); };
  done.out = captured(Capture::Stream::out);
  done.err = captured(Capture::Stream::err);
  return done;
}

} // namespace bex
