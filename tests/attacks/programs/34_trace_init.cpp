// Looks into the process that supervises from inside, and takes it over; with `stop` it makes that process
// its tracer and stops, which a supervisor could take for an end.
#include "attack.hpp"

#include <fcntl.h>
#include <sys/ptrace.h>
#include <sys/syscall.h>
#include <sys/uio.h>

int main(int argc, char** argv) {
  attack::bound_life();
  if (attack::is(argc, argv, "stop")) {
    attack::tell("traceme", ::ptrace(PTRACE_TRACEME, 0, nullptr, nullptr));
    ::raise(SIGSTOP);
    attack::say("goes on\n");
    return 3;
  }
  for (const pid_t pid : {pid_t{1}, ::getppid()}) {
    if (pid <= 0) continue;
    const std::string who = std::to_string(pid), base = "/proc/" + who + "/";
    attack::tell("attach " + who, ::ptrace(PTRACE_ATTACH, pid, nullptr, nullptr));
    attack::tell("seize " + who, ::ptrace(PTRACE_SEIZE, pid, nullptr, nullptr));
    char bytes[64];
    iovec here{bytes, sizeof bytes}, there{reinterpret_cast<void*>(0x400000), sizeof bytes};
    attack::tell("readv " + who, ::process_vm_readv(pid, &here, 1, &there, 1, 0));
    attack::tell("writev " + who, ::process_vm_writev(pid, &here, 1, &there, 1, 0));
    for (const char* file :
         {"mem", "maps", "environ", "root", "cwd", "exe", "fd", "stack", "auxv", "syscall", "task"})
      attack::tell(file + (" " + who), ::open((base + file).c_str(), O_RDONLY));
    const int pidfd = static_cast<int>(::syscall(SYS_pidfd_open, pid, 0));
    for (int fd = 0; fd < 3; ++fd)
      attack::tell("getfd " + who, ::syscall(438 /* pidfd_getfd */, pidfd < 0 ? 0 : pidfd, fd, 0));
    attack::tell("kcmp " + who, ::syscall(SYS_kcmp, ::getpid(), pid, 0, 0, 0));
    attack::tell("madvise " + who,
                 ::syscall(440 /* process_madvise */, pidfd < 0 ? 0 : pidfd, &there, 1, 20, 0));
  }
}
