// A message from one run to the next, by every channel there is: `leave WORD SHARED-FILE`, then `look DROW
// SHARED-FILE`, which names each channel that still has it; `both` in one run, `stay` without an end. 28, 29
// and 30 in one.
#include "attack.hpp"

#include <algorithm>
#include <cstddef>
#include <dirent.h>
#include <fcntl.h>
#include <mqueue.h>
#include <sys/file.h>
#include <sys/ipc.h>
#include <sys/msg.h>
#include <sys/prctl.h>
#include <sys/sem.h>
#include <sys/shm.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/un.h>

namespace {

constexpr key_t key = 0x6265780a;
constexpr int session_keyring = -3, user_keyring = -4, user_session_keyring = -5;
const char* const folders[] = {"/box", "/tmp", "/dev/shm", "/data", "/var/tmp", "/run/lock"};

sockaddr_un abstract(const std::string& word, socklen_t& size) {
  sockaddr_un address{};
  address.sun_family = AF_UNIX;
  std::memcpy(address.sun_path + 1, word.data(), std::min<std::size_t>(word.size(), 100));
  size = static_cast<socklen_t>(offsetof(sockaddr_un, sun_path) + 1 + word.size());
  return address;
}

// Keeps what goes with a process: a lock, a socket, the process itself and its environment.
void stay_behind(const std::string& word, const char* shared) {
  if (::fork() != 0) return;
  ::setsid();
  if (::fork() != 0) ::_exit(0);
  attack::bound_life();
  ::prctl(PR_SET_NAME, word.substr(0, 15).c_str());
  const int lock = ::open(shared, O_RDONLY);
  attack::tell("flock", ::flock(lock, LOCK_EX | LOCK_NB));
  socklen_t size = 0;
  const sockaddr_un address = abstract(word, size);
  const int fd = ::socket(AF_UNIX, SOCK_STREAM, 0);
  attack::tell("abstract",
               ::bind(fd, reinterpret_cast<const sockaddr*>(&address), size) == 0 ? ::listen(fd, 1) : -1);
  const int marker = ::open("/tmp/stays", O_WRONLY | O_CREAT, 0644);
  ::close(marker);
  attack::sleep_for_ever();
}

void leave(const std::string& word, const char* shared) {
  for (const char* folder : folders) {
    const int fd = ::open((std::string(folder) + "/" + word).c_str(), O_WRONLY | O_CREAT, 0644);
    attack::tell(std::string("file ") + folder, fd);
  }
  attack::tell("shm", ::shmget(key, 4096, IPC_CREAT | 0666));
  attack::tell("sem", ::semget(key, 1, IPC_CREAT | 0666));
  const int queue = ::msgget(key, IPC_CREAT | 0666);
  attack::tell("msg", queue);
  struct {
    long type = 1;
    char text[32] = {};
  } message;
  std::memcpy(message.text, word.data(), std::min<std::size_t>(word.size(), 31));
  attack::tell("msgsnd", ::msgsnd(queue, &message, sizeof message.text, IPC_NOWAIT));
  attack::tell("mq", static_cast<long>(::mq_open(("/" + word).c_str(), O_RDWR | O_CREAT, 0666, nullptr)));
  for (const int keyring : {session_keyring, user_keyring, user_session_keyring})
    attack::tell("key " + std::to_string(keyring),
                 ::syscall(SYS_add_key, "user", word.c_str(), "x", 1, keyring));
  attack::tell("join-session", ::syscall(SYS_keyctl, 1, word.c_str(), 0, 0, 0));
  ::setenv("MESSAGE", word.c_str(), 1);
  stay_behind(word, shared);
  for (int i = 0; i < 1000 && ::access("/tmp/stays", F_OK) != 0; ++i) ::usleep(1000);
}

void found(const char* channel, bool there) {
  if (there) attack::say("found %s\n", channel);
}

bool process_with(const std::string& word) {
  DIR* processes = ::opendir("/proc");
  while (const dirent* entry = processes ? ::readdir(processes) : nullptr) {
    if (std::atoi(entry->d_name) <= 0 || std::atoi(entry->d_name) == ::getpid()) continue;
    for (const char* file : {"/comm", "/environ", "/cmdline"}) {
      const int fd = ::open((std::string("/proc/") + entry->d_name + file).c_str(), O_RDONLY);
      std::string text(4096, '\0');
      const ssize_t n = ::read(fd, text.data(), text.size());
      ::close(fd);
      if (n > 0 && std::string_view(text.data(), static_cast<std::size_t>(n)).find(word.substr(0, 15)) !=
                       std::string::npos)
        return true;
    }
  }
  return false;
}

void look(const std::string& word, const char* shared) {
  for (const char* folder : folders) {
    found("file", ::access((std::string(folder) + "/" + word).c_str(), F_OK) == 0);
    if (DIR* entries = ::opendir(folder))
      while (const dirent* entry = ::readdir(entries)) found("entry", word == entry->d_name);
  }
  found("system v shared memory", ::shmget(key, 0, 0) >= 0);
  found("system v semaphore", ::semget(key, 0, 0) >= 0);
  found("system v queue", ::msgget(key, 0) >= 0);
  found("message queue", ::mq_open(("/" + word).c_str(), O_RDWR) >= 0);
  for (const int keyring : {session_keyring, user_keyring, user_session_keyring})
    found("key", ::syscall(SYS_keyctl, 10 /* KEYCTL_SEARCH */, keyring, "user", word.c_str(), 0) >= 0);
  found("key", ::syscall(SYS_request_key, "user", word.c_str(), nullptr, 0) >= 0);
  const int fd = ::open(shared, O_RDONLY);
  found("lock", ::flock(fd, LOCK_EX | LOCK_NB) != 0);
  socklen_t size = 0;
  const sockaddr_un address = abstract(word, size);
  found("abstract socket",
        ::connect(::socket(AF_UNIX, SOCK_STREAM, 0), reinterpret_cast<const sockaddr*>(&address), size) == 0);
  found("environment", ::getenv("MESSAGE") != nullptr); // its own
  found("process", process_with(word));
  attack::say("looked\n");
}

} // namespace

// WORD must not be among the words of a `look`, where /proc would show it as a message: it comes reversed.
int main(int argc, char** argv) {
  attack::bound_life();
  if (argc < 4) return 2;
  std::string word = argv[2];
  if (!attack::is(argc, argv, "look")) {
    leave(word, argv[3]);
    if (attack::is(argc, argv, "leave")) return 0;
    if (attack::is(argc, argv, "stay")) attack::sleep_for_ever();
  } else {
    std::reverse(word.begin(), word.end());
  }
  look(word, argv[3]);
}
