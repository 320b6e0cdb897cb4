// What a run is: declared, with no opinion about what it is for.
#pragma once

#include "sandboxes/base/fd.hpp"
#include "sandboxes/base/units.hpp"

#include <cstdint>
#include <filesystem>
#include <functional>
#include <optional>
#include <string>
#include <utility>
#include <variant>
#include <vector>

namespace bex {

// `host` (a folder or file) is seen read-only, nosuid and nodev, at the absolute path `inside`. A `host` that
// does not exist is an error of the start, step "mount".
struct Mount {
  std::filesystem::path host;
  std::filesystem::path inside;
};

struct Limits {
  Millis cpu{10'000};         // user + system time of all processes together
  Millis wall{30'000};        // from the start of the program
  Bytes memory = mib(256);    // of all processes together
  Bytes output = mib(8);      // stdout; of stderr as much is kept
  Bytes file_size = mib(256); // one file
  Bytes scratch = mib(256);   // /box, /tmp, /dev/shm and /data, each
  unsigned processes = 64;    // processes and threads at one time
  unsigned open_files = 512;
  Bytes stack = mib(64);
};

enum class Network {
  none,     // a network namespace with nothing in it
  loopback, // a private loopback: 127.0.0.1 and ::1
};

// Bytes, or a host file that the supervisor copies. Either way the program reads a descriptor that it cannot
// write to.
using Input = std::variant<std::string, std::filesystem::path>;

// Open descriptors of the caller's that a program gets in place of its input and of the pipes that are read
// here: what goes through them is neither kept nor counted nor limited. They are duplicated before `run` or
// `start` returns.
struct Streams {
  int in = -1;            // -1: SandboxSpec::input
  int out = -1, err = -1; // -1: a pipe that is read here
  bool terminal = false;  // `in` is one; it becomes the controlling terminal of the program's session
};

// A port of the run's 127.0.0.1 on which a socket of ours listens before the program starts, so that the
// program is never refused there and cannot take the port. `take` gets the socket, non-blocking and
// close-on-exec, as soon as the program runs, in the thread that sees the run through. A port that is taken
// (only without a network of the run's own) is a fault of the start, step "listen on port N".
struct Inlet {
  std::uint16_t port = 0;
  std::function<void(Fd)> take;
};

struct SandboxSpec {
  std::vector<std::string> argv; // argv[0] is an absolute path inside, or a name looked up in env PATH
  std::vector<std::pair<std::string, std::string>> env; // the whole environment; nothing is inherited
  std::filesystem::path box; // host folder whose regular files, folders and in-tree symlinks are
                             // copied into a fresh /box; empty for an empty one
  std::vector<std::pair<std::string, std::string>>
      files;                 // further files: path relative to /box, content (a checker's input)
  std::vector<Mount> mounts; // beside the system's own (/usr, /lib*, /bin, a few files of /etc)
  std::string cwd = "/box";
  Input input;
  std::optional<Streams> streams;
  Limits limits;
  Network network = Network::none;
  std::optional<Inlet> inlet;     // with a loopback
  std::vector<std::string> hosts; // further names of 127.0.0.1 in /etc/hosts
  bool data = false;              // a fresh, writable /data
  // For a /data that outlives the run, host folders: what is in the one is there from the start (as with
  // `box`), and to the other, made by the caller and empty, regular files and folders are copied when the run
  // is over, however it ended. What could not be copied is told by RunResult::data_lost. Not with `collect`.
  std::filesystem::path data_from, data_to;
  std::filesystem::path collect; // host folder, made by the caller and empty: what is in /box after
                                 // an exit with code 0 is copied there, regular files and folders only
};

} // namespace bex
