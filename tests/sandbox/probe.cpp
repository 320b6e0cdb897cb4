// The programs that the sandbox is tried with, in one binary: `probe NAME [ARGUMENT...]`.
#include <arpa/inet.h>
#include <cerrno>
#include <csignal>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <ctime>
#include <dirent.h>
#include <fcntl.h>
#include <functional>
#include <map>
#include <pthread.h>
#include <sched.h>
#include <string>
#include <sys/file.h>
#include <sys/mman.h>
#include <sys/ptrace.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/un.h>
#include <sys/wait.h>
#include <unistd.h>
#include <vector>

namespace {

using Words = std::vector<std::string>;

[[noreturn]] void spin() {
  for (;;) asm volatile("" ::: "memory");
}

[[noreturn]] void sleep_for_ever() {
  for (;;) ::pause();
}

int number(const Words& words, std::size_t at) {
  return std::atoi(words.at(at).c_str());
}

// The answer of a system call as a test can read it: its name and 0 or the errno's name.
void tell(const char* what, long result) {
  std::printf("%s=%s\n", what, result >= 0 ? "0" : strerrorname_np(errno));
}

void touch(std::size_t mebibytes) {
  const std::size_t size = mebibytes << 20;
  auto* memory =
      static_cast<char*>(::mmap(nullptr, size, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0));
  if (memory == MAP_FAILED) std::exit(1);
  for (std::size_t i = 0; i < size; i += 4096) memory[i] = 1;
}

void burn(int ms) {
  timespec used{};
  do {
    for (int i = 0; i < 10'000; ++i) asm volatile("" ::: "memory");
    ::clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &used);
  } while (used.tv_sec * 1000 + used.tv_nsec / 1'000'000 < ms);
}

int cpu_of_children(const Words& words) {
  for (int i = 0; i < number(words, 1); ++i)
    if (::fork() == 0) spin();
  sleep_for_ever();
}

// Children that nobody waits for, one after the other.
int cpu_of_forgotten(const Words&) {
  ::signal(SIGCHLD, SIG_IGN);
  for (;;) {
    if (::fork() == 0) {
      burn(150);
      ::_exit(0);
    }
    ::waitpid(-1, nullptr, 0);
  }
}

int memory_of_children(const Words& words) {
  for (int i = 0; i < number(words, 1); ++i)
    if (::fork() == 0) {
      touch(static_cast<std::size_t>(number(words, 2)));
      sleep_for_ever();
    }
  sleep_for_ever();
}

// One page each in truth, though each child shows all of it.
int memory_shared(const Words& words) {
  touch(static_cast<std::size_t>(number(words, 2)));
  for (int i = 0; i < number(words, 1); ++i)
    if (::fork() == 0) {
      ::usleep(300'000);
      ::_exit(0);
    }
  while (::wait(nullptr) > 0) {
  }
  return 0;
}

int flood(const Words& words) {
  const std::string block(65536, 'x');
  const int fd = words[1] == "out" ? 1 : 2;
  for (;;)
    if (::write(fd, block.data(), block.size()) < 0) return 1;
}

int say(const Words& words) {
  for (int i = 0; i < number(words, 1); ++i) std::putchar('x');
  return 0;
}

int fork_bomb(const Words&) {
  for (;;) {
    const pid_t child = ::fork();
    if (child == 0) sleep_for_ever();
    if (child < 0) return 1;
  }
}

int wild_fork_bomb(const Words&) {
  for (;;) (void)!::fork();
}

int thread_bomb(const Words&) {
  for (;;) {
    pthread_t thread;
    if (::pthread_create(&thread, nullptr, [](void*) -> void* { sleep_for_ever(); }, nullptr) != 0) return 1;
  }
}

int some_children(const Words& words) {
  for (int i = 0; i < number(words, 1); ++i)
    if (::fork() == 0) sleep_for_ever();
  return number(words, 2);
}

// Leaves a daemon that ignores signals and holds stdout, and goes.
int daemon(const Words&) {
  if (::fork() == 0) {
    ::setsid();
    if (::fork() != 0) ::_exit(0);
    for (int signal = 1; signal < 32; ++signal) ::signal(signal, SIG_IGN);
    sleep_for_ever();
  }
  ::wait(nullptr);
  std::puts("gone");
  return 0;
}

int read_paths(const Words& words) {
  for (std::size_t i = 1; i < words.size(); ++i) tell(words[i].c_str(), ::open(words[i].c_str(), O_RDONLY));
  return 0;
}

int write_paths(const Words& words) {
  for (std::size_t i = 1; i < words.size(); ++i)
    tell(words[i].c_str(), ::open(words[i].c_str(), O_WRONLY | O_CREAT, 0644));
  return 0;
}

int list(const Words& words) {
  DIR* dir = ::opendir(words[1].c_str());
  if (!dir) return 1;
  while (const dirent* entry = ::readdir(dir))
    if (entry->d_name[0] != '.') std::puts(entry->d_name);
  return 0;
}

int cat(const Words& words) {
  std::FILE* file = std::fopen(words[1].c_str(), "r");
  if (!file) return 1;
  for (int c; (c = std::fgetc(file)) != EOF;) std::putchar(c);
  return 0;
}

int descriptors(const Words&) {
  for (int fd = 0; fd < 1024; ++fd)
    if (::fcntl(fd, F_GETFD) >= 0) std::printf("%d\n", fd);
  return 0;
}

int processes(const Words&) {
  DIR* dir = ::opendir("/proc");
  while (const dirent* entry = dir ? ::readdir(dir) : nullptr)
    if (std::atoi(entry->d_name) > 0)
      std::puts(std::atoi(entry->d_name) == ::getpid() ? "self" : entry->d_name);
  return 0;
}

int identity(const Words&) {
  std::printf("uid=%u gid=%u pid1=%d groups=%d\n", ::getuid(), ::getgid(), ::getpid() == 1,
              ::getgroups(0, nullptr));
  tell("setuid", ::setuid(0));
  tell("kill-init", ::kill(1, SIGKILL));
  tell("ptrace-init", ::ptrace(PTRACE_ATTACH, 1, nullptr, nullptr));
  tell("nice", ::setpriority(PRIO_PROCESS, 0, -20));
  tell("fifo", [] {
    sched_param param{};
    param.sched_priority = 1;
    return ::sched_setscheduler(0, SCHED_FIFO, &param);
  }());
  return 0;
}

int kill_everybody(const Words&) {
  const pid_t child = ::fork();
  if (child == 0) sleep_for_ever();
  ::kill(-1, SIGTERM);
  sleep_for_ever();
}

int sockets(const Words&) {
  tell("unix", ::socket(AF_UNIX, SOCK_STREAM, 0));
  tell("inet", ::socket(AF_INET, SOCK_STREAM, 0));
  tell("inet6", ::socket(AF_INET6, SOCK_STREAM, 0));
  tell("route", ::socket(AF_NETLINK, SOCK_RAW, 0));
  tell("audit", ::socket(AF_NETLINK, SOCK_RAW, 9));
  tell("packet", ::socket(AF_PACKET, SOCK_RAW, 0));
  tell("vsock", ::socket(AF_VSOCK, SOCK_STREAM, 0));
  tell("alg", ::socket(AF_ALG, SOCK_SEQPACKET, 0));
  tell("high", ::syscall(SYS_socket, (1UL << 32) | AF_ALG, SOCK_SEQPACKET, 0));
  return 0;
}

int calls(const Words&) {
  char buffer[256] = {};
  tell("clone3", ::syscall(SYS_clone3, buffer, 64));
  tell("io_uring", ::syscall(SYS_io_uring_setup, 1, buffer));
  tell("bpf", ::syscall(SYS_bpf, 0, buffer, 0));
  tell("userfaultfd", ::syscall(SYS_userfaultfd, 0));
  tell("perf", ::syscall(SYS_perf_event_open, buffer, 0, -1, -1, 0));
  tell("keyctl", ::syscall(SYS_keyctl, 0, 0, 0, 0, 0));
  tell("add_key", ::syscall(SYS_add_key, "user", "a", "b", 1, -2));
  tell("memfd", ::syscall(SYS_memfd_create, "a", 0));
  tell("shmget", ::syscall(SYS_shmget, 0, 4097, 01600));
  tell("shmget-page", ::syscall(SYS_shmget, 0, 4096, 01600));
  tell("unshare-user", ::unshare(CLONE_NEWUSER));
  tell("unshare-time", ::unshare(CLONE_NEWTIME));
  tell("clone-user", ::syscall(SYS_clone, CLONE_NEWUSER | SIGCHLD, nullptr, nullptr, nullptr, nullptr));
  tell("setns", ::setns(0, 0));
  tell("mount", ::syscall(SYS_mount, "none", "/tmp", "tmpfs", 0, nullptr));
  tell("tiocsti", ::syscall(SYS_ioctl, 0, 0x5412UL, "x"));
  tell("tiocsti-high", ::syscall(SYS_ioctl, 0, 0x100005412UL, "x"));
  return 0;
}

// The 32-bit table's getpid; a kernel without that table faults instead.
int other_architecture(const Words& words) {
#if defined(__x86_64__)
  if (words[1] == "x32") return ::syscall(0x40000000 | SYS_getpid) > 0 ? 0 : 1;
  long result = 20;
  asm volatile("int $0x80" : "+a"(result) : : "memory");
  return result > 0 ? 0 : 1;
#else
  (void)words;
  return ::raise(SIGSYS);
#endif
}

int rename_across(const Words&) {
  ::mkdir("/box/a", 0755), ::mkdir("/box/b", 0755);
  ::close(::open("/box/a/f", O_WRONLY | O_CREAT, 0644));
  tell("rename", ::rename("/box/a/f", "/box/b/f"));
  return 0;
}

int fill(const Words& words) {
  const std::string block(1 << 20, 'x');
  const int fd = ::open(words[1].c_str(), O_WRONLY | O_CREAT, 0644);
  for (;;)
    if (::write(fd, block.data(), block.size()) < 0) {
      tell("write", -1);
      return 0;
    }
}

int many_files(const Words& words) {
  for (int i = 0;; ++i) {
    const int fd = ::open((words[1] + "/" + std::to_string(i)).c_str(), O_WRONLY | O_CREAT, 0644);
    if (fd < 0) {
      tell("open", -1);
      return 0;
    }
    ::close(fd);
  }
}

int stdin_twice(const Words&) {
  char c;
  while (::read(0, &c, 1) == 1) (void)!::write(1, &c, 1);
  tell("write", ::write(0, "y", 1));
  tell("reopen", ::open("/proc/self/fd/0", O_RDONLY));
  const int again = ::open("/proc/self/fd/0", O_RDWR);
  tell("write-again", again < 0 ? -1 : ::write(again, "y", 1));
  tell("truncate", again < 0 ? -1 : ::ftruncate(again, 0));
  return 0;
}

int surroundings(const Words& words) {
  for (const auto& word : words) std::printf("%s\n", word.c_str());
  for (char** variable = environ; *variable; ++variable) std::printf("%s\n", *variable);
  char folder[4096];
  std::printf("%s\n", ::getcwd(folder, sizeof folder));
  return 0;
}

// What a build leaves behind, with everything in it that must not come out.
int leave_traps(const Words& words) {
  ::mkdir("out", 0755);
  std::FILE* file = std::fopen("out/app", "w");
  std::fputs("program", file), std::fclose(file), ::chmod("out/app", 04755);
  file = std::fopen("note", "w");
  std::fputs("text", file), std::fclose(file);
  (void)!::symlink("/etc/passwd", "link"), (void)!::symlink("out", "folder-link"),
      (void)!::link("note", "hard");
  ::mkfifo("fifo", 0644);
  const int fd = ::socket(AF_UNIX, SOCK_STREAM, 0);
  sockaddr_un address{AF_UNIX, "socket"};
  ::bind(fd, reinterpret_cast<const sockaddr*>(&address), sizeof address);
  return number(words, 1);
}

int deep(const Words& words) {
  for (int i = 0; i < number(words, 1); ++i) {
    ::mkdir("d", 0755);
    if (::chdir("d") != 0) return 1;
  }
  return 0;
}

int try_connect(const Words& words) {
  const int fd = ::socket(AF_INET, SOCK_STREAM, 0);
  sockaddr_in address{};
  address.sin_family = AF_INET;
  address.sin_port = htons(static_cast<std::uint16_t>(number(words, 2)));
  ::inet_pton(AF_INET, words[1].c_str(), &address.sin_addr);
  tell("connect", ::connect(fd, reinterpret_cast<const sockaddr*>(&address), sizeof address));
  return 0;
}

// `serve ADDRESS PORT`: answers each connection with its first line. On SIGTERM it exits with 7, or with
// `stubborn` not at all. With `log` it writes the line to stderr before it answers.
int serve(const Words& words) {
  const bool stubborn = words.size() > 3 && words[3] == "stubborn";
  const bool logs = words.size() > 3 && words[3] == "log";
  ::signal(SIGTERM, stubborn ? SIG_IGN : [](int) { ::_exit(7); });
  const bool six = words[1].find(':') != std::string::npos;
  const int fd = ::socket(six ? AF_INET6 : AF_INET, SOCK_STREAM, 0);
  sockaddr_in four{};
  four.sin_family = AF_INET;
  sockaddr_in6 other{};
  other.sin6_family = AF_INET6;
  four.sin_port = other.sin6_port = htons(static_cast<std::uint16_t>(number(words, 2)));
  ::inet_pton(AF_INET, words[1].c_str(), &four.sin_addr);
  ::inet_pton(AF_INET6, words[1].c_str(), &other.sin6_addr);
  const auto* address =
      six ? reinterpret_cast<const sockaddr*>(&other) : reinterpret_cast<const sockaddr*>(&four);
  const int one = 1;
  ::setsockopt(fd, SOL_SOCKET, SO_REUSEADDR, &one, sizeof one);
  if (::bind(fd, address, six ? sizeof other : sizeof four) != 0 || ::listen(fd, 16) != 0) return 1;
  (void)!::write(2, "listening\n", 10);
  for (int count = 1;; ++count) {
    const int client = ::accept(fd, nullptr, nullptr);
    char line[256];
    const ssize_t n = ::read(client, line, sizeof line);
    if (n > 0 && logs) (void)!::write(2, line, static_cast<std::size_t>(n));
    if (n > 0) (void)!::write(client, line, static_cast<std::size_t>(n));
    ::close(client);
    std::printf("served %d\n", count), std::fflush(stdout);
  }
}

// `crowded PORT`: lets one connection wait, and takes its time with each.
int crowded(const Words& words) {
  const int fd = ::socket(AF_INET, SOCK_STREAM, 0);
  sockaddr_in address{};
  address.sin_family = AF_INET;
  address.sin_port = htons(static_cast<std::uint16_t>(number(words, 1)));
  address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  if (::bind(fd, reinterpret_cast<const sockaddr*>(&address), sizeof address) != 0 || ::listen(fd, 0) != 0)
    return 1;
  for (;;) {
    (void)::accept(fd, nullptr, nullptr);
    ::usleep(3000);
  }
}

const std::map<std::string, std::function<int(const Words&)>> programs = {
    {"exit", [](const Words& w) { return number(w, 1); }},
    {"signal", [](const Words& w) { return ::raise(number(w, 1)); }},
    {"spin", [](const Words&) -> int { spin(); }},
    {"sleep", [](const Words&) -> int { sleep_for_ever(); }},
    {"stop-self", [](const Words&) { return ::raise(SIGSTOP); }},
    {"burn", [](const Words& w) { return burn(number(w, 1)), 0; }},
    {"touch", [](const Words& w) { return touch(static_cast<std::size_t>(number(w, 1))), 0; }},
    {"cpu-of-children", cpu_of_children},
    {"cpu-of-forgotten", cpu_of_forgotten},
    {"memory-of-children", memory_of_children},
    {"memory-shared", memory_shared},
    {"flood", flood},
    {"say", say},
    {"fork-bomb", fork_bomb},
    {"wild-fork-bomb", wild_fork_bomb},
    {"thread-bomb", thread_bomb},
    {"some-children", some_children},
    {"daemon", daemon},
    {"read", read_paths},
    {"write", write_paths},
    {"list", list},
    {"cat", cat},
    {"descriptors", descriptors},
    {"processes", processes},
    {"identity", identity},
    {"kill-everybody", kill_everybody},
    {"sockets", sockets},
    {"calls", calls},
    {"other-architecture", other_architecture},
    {"rename-across", rename_across},
    {"fill", fill},
    {"many-files", many_files},
    {"stdin-twice", stdin_twice},
    {"surroundings", surroundings},
    {"leave-traps", leave_traps},
    {"deep", deep},
    {"connect", try_connect},
    {"serve", serve},
    {"crowded", crowded},
};

} // namespace

int main(int argc, char** argv) {
  const Words words(argv + 1, argv + argc);
  const auto program = words.empty() ? programs.end() : programs.find(words[0]);
  if (program == programs.end()) return 99;
  return program->second(words);
}
