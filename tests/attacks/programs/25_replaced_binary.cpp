// Replaces every PATH that it is given, itself among them: `25_replaced_binary PATH...`.
#include "attack.hpp"

#include <fcntl.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/time.h>
#include <sys/xattr.h>

int main(int argc, char** argv) {
  attack::bound_life();
  for (int i = 1; i < argc; ++i) {
    const char* path = argv[i];
    const std::string name = path;
    attack::tell("write " + name, ::open(path, O_WRONLY));
    attack::tell("truncate " + name, ::truncate(path, 0));
    attack::tell("chmod " + name, ::chmod(path, 0777));
    attack::tell("chown " + name, ::chown(path, 1000, 1000));
    attack::tell("times " + name, ::utimes(path, nullptr));
    attack::tell("xattr " + name, ::setxattr(path, "user.x", "x", 1, 0));
    attack::tell("unlink " + name, ::unlink(path));
    attack::tell("rename " + name, ::rename(path, (name + "~").c_str()));
    attack::tell("beside " + name, ::open((name + ".new").c_str(), O_WRONLY | O_CREAT, 0755));
    attack::tell("mount " + name, ::syscall(SYS_mount, "/box", path, nullptr, 4096 /* MS_BIND */, nullptr));
    const int fd = ::open(path, O_RDONLY);
    const std::string magic = "/proc/self/fd/" + std::to_string(fd);
    attack::tell("magic " + name, ::open(magic.c_str(), O_RDWR));
  }
}
