// Files that are larger than the machine, on paper or in truth: `FOLDER` is filled, `leave` leaves a sparse
// one in the current folder.
#include "attack.hpp"

#include <fcntl.h>
#include <sys/stat.h>

namespace {

int open_new(const std::string& path) {
  return ::open(path.c_str(), O_WRONLY | O_CREAT | O_TRUNC, 0644);
}

void sparse(const std::string& folder) {
  const int fd = open_new(folder + "/sparse");
  attack::tell("truncate-1TiB", ::ftruncate(fd, 1LL << 40));
  attack::tell("write-at-1TiB", ::pwrite(fd, "x", 1, 1LL << 40));
  attack::tell("allocate-1TiB", ::posix_fallocate(fd, 0, 1LL << 40) == 0 ? 0 : (errno = EFBIG, -1));
  ::close(fd);
}

// Up to 512 MiB in files of 4 MiB each.
void many(const std::string& folder) {
  static char block[1 << 20];
  std::memset(block, 'x', sizeof block);
  long written = 0;
  for (int file = 0; file < 128; ++file) {
    const int fd = open_new(folder + "/f" + std::to_string(file));
    for (int i = 0; i < 4; ++i) {
      const ssize_t n = fd < 0 ? -1 : ::write(fd, block, sizeof block);
      if (n < 0) {
        const int error = errno;
        attack::say("written=%ld\n", written);
        errno = error;
        attack::tell("write", -1);
        return;
      }
      written += n;
    }
    ::close(fd);
  }
  attack::say("written=%ld\n", written);
}

} // namespace

int main(int argc, char** argv) {
  attack::bound_life();
  ::signal(SIGXFSZ, SIG_IGN); // so that EFBIG can be seen
  if (attack::is(argc, argv, "leave")) {
    const int fd = open_new("sparse");
    attack::tell("leave", ::ftruncate(fd, 48 << 20));
    return 0;
  }
  sparse(argv[1]);
  many(argv[1]);
}
