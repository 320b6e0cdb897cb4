#include "sandboxes/cgroups/bus.hpp"

#include "sandboxes/base/fd.hpp"
#include "sandboxes/base/text.hpp"
#include "sandboxes/child.hpp"

#include <cerrno>
#include <cstring>
#include <fcntl.h>
#include <fmt/format.h>
#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>
#include <vector>

namespace bex {

bool has_systemd() {
  return ::access("/run/systemd/system", F_OK) == 0;
}

Result<void> request_scope(const std::string& unit, pid_t pid, Millis patience) {
  const auto refused = [](const std::string& why) {
    return fail(ErrorKind::machine, "systemd gives no scope: " + why);
  };
  // Manager.StartTransientUnit, org.freedesktop.systemd1(5): name, mode, properties, further units.
  std::vector<std::string> words = {"busctl",
                                    ::geteuid() == 0 ? "--system" : "--user",
                                    fmt::format("--timeout={}ms", patience.count()),
                                    "call",
                                    "org.freedesktop.systemd1",
                                    "/org/freedesktop/systemd1",
                                    "org.freedesktop.systemd1.Manager",
                                    "StartTransientUnit",
                                    "ssa(sv)a(sa(sv))",
                                    unit,
                                    "fail",
                                    "3",
                                    "Description",
                                    "s",
                                    "runs of bexercise",
                                    "PIDs",
                                    "au",
                                    "1",
                                    std::to_string(pid),
                                    "Delegate",
                                    "b",
                                    "true",
                                    "0"};
  std::vector<char*> argv;
  for (auto& word : words) argv.push_back(word.data());
  argv.push_back(nullptr);
  Fd said, theirs;
  if (!make_pipe(said, theirs)) return refused(std::strerror(errno));
  posix_spawn_file_actions_t actions;
  ::posix_spawn_file_actions_init(&actions);
  ::posix_spawn_file_actions_addopen(&actions, 0, "/dev/null", O_RDONLY, 0);
  ::posix_spawn_file_actions_addopen(&actions, 1, "/dev/null", O_WRONLY, 0);
  ::posix_spawn_file_actions_adddup2(&actions, theirs.get(), 2);
  pid_t busctl = -1;
  const int error = ::posix_spawn(&busctl, "/usr/bin/busctl", &actions, nullptr, argv.data(), environ);
  ::posix_spawn_file_actions_destroy(&actions);
  if (error != 0) return refused("could not start /usr/bin/busctl: " + std::string(std::strerror(error)));
  theirs.reset();
  int status = 0;
  while (::waitpid(busctl, &status, 0) < 0 && errno == EINTR) {
  }
  if (WIFEXITED(status) && WEXITSTATUS(status) == 0) return {};
  char text[1024];
  const auto n = ::read(said.get(), text, sizeof text);
  return refused(n > 0 ? std::string(trim({text, static_cast<std::size_t>(n)})) : "busctl failed");
}

} // namespace bex
