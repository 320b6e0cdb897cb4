#include "runner/pipeline/tool_output.hpp"

#include "sandboxes/base/fd.hpp"
#include "sandboxes/base/interrupt.hpp"
#include "sandboxes/base/text.hpp"

#include <fmt/format.h>

#include <cerrno>
#include <csignal>
#include <fcntl.h>
#include <poll.h>
#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

namespace bex::pipeline {
namespace {

constexpr std::size_t most = 64 << 10;

class Actions {
 public:
  Actions(int out) {
    ::posix_spawn_file_actions_init(&actions_);
    ::posix_spawn_file_actions_addchdir_np(&actions_, "/");
    ::posix_spawn_file_actions_addopen(&actions_, 0, "/dev/null", O_RDONLY, 0);
    ::posix_spawn_file_actions_adddup2(&actions_, out, 1);
    ::posix_spawn_file_actions_adddup2(&actions_, out, 2);
  }
  ~Actions() { ::posix_spawn_file_actions_destroy(&actions_); }
  Actions(const Actions&) = delete;
  Actions& operator=(const Actions&) = delete;
  const posix_spawn_file_actions_t* get() const { return &actions_; }

 private:
  posix_spawn_file_actions_t actions_{};
};

enum class Waited { done, late, interrupted };

Waited read_until(int fd, std::string& out, std::chrono::steady_clock::time_point deadline) {
  char buffer[4096];
  for (;;) {
    const auto left = std::chrono::duration_cast<Millis>(deadline - std::chrono::steady_clock::now()).count();
    if (left <= 0) return Waited::late;
    pollfd fds[2] = {{fd, POLLIN, 0}, {interrupt_fd(), POLLIN, 0}};
    if (::poll(fds, 2, static_cast<int>(left)) < 0 && errno != EINTR) return Waited::late;
    if (fds[1].revents) return Waited::interrupted;
    if (!fds[0].revents) continue;
    const auto n = ::read(fd, buffer, sizeof buffer);
    if (n == 0 || (n < 0 && errno != EINTR)) return Waited::done;
    if (n > 0 && out.size() < most)
      out.append(buffer, std::min<std::size_t>(static_cast<std::size_t>(n), most - out.size()));
  }
}

} // namespace

Result<std::string> tool_output(const std::vector<std::string>& argv, Millis limit) {
  int ends[2];
  if (::pipe2(ends, O_CLOEXEC) != 0) return fail_errno(ErrorKind::machine, "could not make a pipe", errno);
  const Fd out(ends[0]);
  Fd in(ends[1]);
  std::vector<char*> words;
  for (const auto& word : argv) words.push_back(const_cast<char*>(word.c_str()));
  words.push_back(nullptr);
  pid_t pid = 0;
  const int error = ::posix_spawnp(&pid, words[0], Actions(in.get()).get(), nullptr, words.data(), environ);
  if (error != 0) return fail_errno(ErrorKind::machine, fmt::format("could not start `{}`", argv[0]), error);
  in.reset();

  std::string printed;
  const auto waited = read_until(out.get(), printed, std::chrono::steady_clock::now() + limit);
  if (waited != Waited::done) ::kill(pid, SIGKILL);
  int status = 0;
  while (::waitpid(pid, &status, 0) < 0 && errno == EINTR) {
  }
  if (waited == Waited::interrupted) return fail(ErrorKind::interrupted, "interrupted");
  const auto line = fmt::format("`{}`", join(argv, " "));
  if (waited == Waited::late)
    return fail(ErrorKind::machine, fmt::format("{} did not end within {} s", line, limit.count() / 1000));
  if (!WIFEXITED(status) || WEXITSTATUS(status) != 0) {
    // The first paragraph: behind it come back traces and the like.
    const auto said = trim(trim(printed).substr(0, trim(printed).find("\n\n")));
    return fail(ErrorKind::machine,
                fmt::format("{} failed: {}", line, said.empty() ? "it printed nothing" : said));
  }
  return printed;
}

} // namespace bex::pipeline
