// Seeing one run through: limits, output, its end. The program lives in a thread of ours only through this
// object.
#pragma once

#include "sandboxes/capture.hpp"
#include "sandboxes/ending.hpp"
#include "sandboxes/init/protocol.hpp"
#include "sandboxes/launcher.hpp"

#include <atomic>
#include <condition_variable>
#include <functional>
#include <mutex>
#include <optional>

namespace bex {

struct Usage;
class Group;

class Supervision {
 public:
  // With `keep_log` the output stays here for `log` when the run is over. `group` is the run's, where it has
  // one.
  Supervision(const Limits& limits, Level level, Group* group, bool keep_log = false);

  // Blocks until nothing of the program is alive any more; init may still be ending, and is the caller's to
  // reap. In the thread that launched `box`, once. `describe_step` turns the number in a Notice into words;
  // `on_started` is called as soon as the program runs.
  Result<RunResult> see_through(Box& box, const std::function<std::string(int)>& describe_step,
                                const std::function<void()>& on_started = {});

  // The folder that the plan hands out, still readable after the run's end; none before its start.
  [[nodiscard]] const Fd& folder() const { return folder_; }

  // From any thread:
  void terminate();               // SIGTERM now, and nothing else
  void ask_to_stop(Millis grace); // SIGTERM now, the end after `grace`
  void ask_to_end();              // the end, at once
  // What was written before the call, or as much of it as can be read within a moment.
  [[nodiscard]] std::string log(std::size_t limit);

 private:
  using Time = Nanos; // CLOCK_MONOTONIC

  void wake();
  void wait(Box& box);
  void receive(Box& box);
  void note(const init::Notice& notice, Fd program, Fd folder);
  void drain(Fd& from, Capture::Stream stream);
  void answer_readers(Box& box);
  void let_readers_go(std::uint64_t met);
  void keep_limits(Box& box);
  void look(Box& box);
  void look_at_group(Box& box);
  void look_at_processes(Box& box);
  void plan_next_look(const Usage& usage);
  void obey(Box& box);
  void end(Box& box, Cause cause);
  [[nodiscard]] Time next_deadline() const;
  [[nodiscard]] RunResult result();

  Limits limits_;
  Level level_;
  Group* group_;
  bool keep_log_;
  Capture capture_;
  std::function<void()> on_started_;
  Fd wake_, program_, folder_;
  std::atomic<std::int64_t> grace_ms_{-1};
  std::atomic<bool> end_now_{false}, terminate_now_{false};

  // Whoever reads the log waits until the pipes have been emptied after it asked.
  std::mutex log_mutex_;
  std::condition_variable log_is_read_;
  std::uint64_t log_asked_ = 0, log_read_ = 0; // requests, and how many of them are met

  std::optional<init::Notice> failed_, started_, ended_;
  Facts facts_;
  bool over_ = false; // nothing inside is alive, except perhaps init on its way out
  bool finish_sent_ = false;
  Time born_{}, next_look_{}, stop_at_ = Time::max(), give_up_at_ = Time::max();
  Nanos last_cpu_{}, lost_cpu_{};
  Nanos building_cpu_{}; // of the group before the program ran
};

} // namespace bex
