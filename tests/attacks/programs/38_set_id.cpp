// Programs that run as somebody else: `PATH...` are executed, one after the other, with the word `who` and
// say so. Itself, copied and marked in every way, is among them.
#include "attack.hpp"

#include <fcntl.h>
#include <sys/prctl.h>
#include <sys/sendfile.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <sys/xattr.h>

namespace {

int say_who() {
  uid_t real = 0, effective = 0, saved = 0;
  ::getresuid(&real, &effective, &saved);
  gid_t group = 0, effective_group = 0, saved_group = 0;
  ::getresgid(&group, &effective_group, &saved_group);
  attack::say("who uid=%u,%u,%u gid=%u,%u,%u no_new_privs=%d\n", real, effective, saved, group,
              effective_group, saved_group, ::prctl(PR_GET_NO_NEW_PRIVS, 0, 0, 0, 0));
  std::FILE* status = std::fopen("/proc/self/status", "r");
  char line[256];
  while (status && std::fgets(line, sizeof line, status))
    if (std::strncmp(line, "Cap", 3) == 0) attack::say("%s", line);
  return 0;
}

void execute(const char* path) {
  const pid_t child = ::fork();
  if (child == 0) {
    ::execl(path, path, "who", nullptr);
    attack::tell(std::string("execute ") + path, -1);
    ::_exit(1);
  }
  ::waitpid(child, nullptr, 0);
}

} // namespace

int main(int argc, char** argv) {
  attack::bound_life();
  if (attack::is(argc, argv, "who")) return say_who();
  say_who();
  const int from = ::open(argv[0], O_RDONLY), to = ::open("/box/copy", O_WRONLY | O_CREAT, 0755);
  struct stat st{};
  ::fstat(from, &st);
  (void)!::sendfile(to, from, nullptr, static_cast<std::size_t>(st.st_size));
  ::close(to);
  // VFS_CAP_REVISION_2 with the effective bit and every capability (capabilities(7), File capabilities).
  const std::uint32_t all[5] = {0x02000001, ~0U, ~0U, ~0U, ~0U};
  attack::tell("capability", ::setxattr("/box/copy", "security.capability", all, sizeof all, 0));
  attack::tell("chown", ::chown("/box/copy", 0, 0));
  attack::tell("setuid", ::chmod("/box/copy", 06755));
  execute("/box/copy");
  for (int i = 1; i < argc; ++i) execute(argv[i]);
  attack::tell("setuid-0", ::setuid(0));
  attack::tell("setgid-0", ::setgid(0));
  attack::tell("setgroups", ::setresgid(0, 0, 0));
  attack::tell("securebits", ::prctl(PR_SET_SECUREBITS, 0, 0, 0, 0));
  attack::tell("ambient", ::prctl(PR_CAP_AMBIENT, PR_CAP_AMBIENT_RAISE, 21, 0, 0));
  attack::tell("new-privs", ::prctl(PR_SET_NO_NEW_PRIVS, 0, 0, 0, 0));
}
