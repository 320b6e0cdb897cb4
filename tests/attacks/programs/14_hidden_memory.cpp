// Memory that no process has in its own count: `14_hidden_memory WAY [PATH]`, 60 MiB of it at most.
#include "attack.hpp"

#include <fcntl.h>
#include <sys/mman.h>
#include <sys/shm.h>
#include <sys/socket.h>
#include <sys/syscall.h>

namespace {

constexpr std::size_t goal = 60 << 20;
char block[65536];

void told(const char* what, std::size_t held) {
  const int error = errno;
  attack::say("held=%zu\n", held >> 20);
  errno = error;
  if (held < goal) attack::tell(what, -1);
}

void fill_file(const char* what, int fd) {
  std::size_t held = 0;
  ssize_t n = -1;
  while (fd >= 0 && held < goal && (n = ::write(fd, block, sizeof block)) > 0)
    held += static_cast<std::size_t>(n);
  told(what, held);
}

// What is written to one end waits there for a reader who never comes.
void fill_pairs(const char* what, int (*make)(int*)) {
  std::size_t held = 0;
  int ends[2];
  while (held < goal && make(ends) == 0) {
    for (int side = 0; side < 2; ++side)
      for (ssize_t n; held < goal && (n = ::write(ends[side], block, sizeof block)) > 0;)
        held += static_cast<std::size_t>(n);
  }
  told(what, held);
}

int make_pipe(int* ends) {
  if (::pipe2(ends, O_NONBLOCK) != 0) return -1;
  ::fcntl(ends[1], F_SETPIPE_SZ, 1 << 20);
  return 0;
}

int make_sockets(int* ends) {
  return ::socketpair(AF_UNIX, SOCK_STREAM | SOCK_NONBLOCK, 0, ends);
}

// The pages stay, for a second mapping could read them, and the process shows none of them.
void fill_unmapped() {
  void* memory = ::mmap(nullptr, goal, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
  constexpr std::size_t step = 1 << 20;
  for (std::size_t at = 0; at < goal; at += step) {
    attack::touch(static_cast<char*>(memory) + at, step);
    ::madvise(static_cast<char*>(memory) + at, step, MADV_DONTNEED);
  }
  told("mmap", goal);
}

void fill_system_v() {
  const int id = ::shmget(IPC_PRIVATE, goal, IPC_CREAT | 0600);
  void* memory = id < 0 ? nullptr : ::shmat(id, nullptr, 0);
  if (memory) attack::touch(memory, goal);
  if (id >= 0) ::shmctl(id, IPC_RMID, nullptr);
  if (memory) ::shmdt(memory);
  told("shmget", id < 0 ? 0 : goal);
}

} // namespace

int main(int argc, char** argv) {
  attack::bound_life();
  std::memset(block, 'x', sizeof block);
  const std::string way = argc > 1 ? argv[1] : "";
  attack::say("begins\n");
  if (way == "file") fill_file("write", ::open(argv[2], O_WRONLY | O_CREAT, 0600));
  if (way == "memfd") fill_file("memfd", static_cast<int>(::syscall(SYS_memfd_create, "m", 0)));
  if (way == "pipes") fill_pairs("pipe", make_pipe);
  if (way == "sockets") fill_pairs("socket", make_sockets);
  if (way == "unmapped") fill_unmapped();
  if (way == "system-v") fill_system_v();
  ::usleep(300'000); // time enough for whoever looks now and then
  attack::say("kept\n");
}
