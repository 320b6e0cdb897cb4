// All that is needed inside a box, worked out before clone(2). The calling process has other threads, so
// between clone and execve the child may use nothing but async-signal-safe calls (signal-safety(7)): it walks
// these lists and allocates nothing.
#pragma once

#include "sandboxes/base/error.hpp"
#include "sandboxes/copy.hpp"
#include "sandboxes/spec.hpp"

#include <cstdint>
#include <deque>
#include <linux/filter.h>
#include <string>
#include <sys/resource.h>
#include <sys/types.h>
#include <vector>

namespace bex {

// The ids that everything inside runs with, whoever runs it.
inline constexpr unsigned inner_id = 1000;

// One act of building the box. Paths are relative to the box's root and start without a slash.
struct Op {
  enum class Kind : std::uint8_t {
    take,      // clone the host's mount tree at `source` into `slot`, read-only, nosuid, nodev
    device,    // the same for a device node
    host_proc, // the same for /proc, which the kernel wants to see before it allows another one
    enter,     // a tmpfs becomes the root; from here on no path leads to the host
    folder,    // make `path` with `mode` unless it is there
    link,      // make `path` point to `source`
    file,      // make `path` with the `length` bytes at `source`
    copy,      // make `path` from `source` below the spec's box folder, or below its data folder
    tmpfs,     // mount one at `path` with the options `source`
    proc,      // a fresh one of the run's own pid namespace at `path`
    place,     // put what is in `slot` at `path`
    move,      // put the mount at `source` at `path`
    hostname,  // `source`
    loopback,  // bring `lo` up
    listen,    // on port `length` of 127.0.0.1
    sysctl,    // write `source` to `path`
    seal,      // the root becomes read-only
  };
  Kind kind = Kind::folder;
  bool required = true;
  bool owned = false; // belongs to the program, not to the set-up
  bool data = false;  // copy: which of the two folders
  int slot = -1;
  unsigned mode = 0;
  std::size_t length = 0;
  const char* path = "";
  const char* source = "";
};

// "mount /usr read-only": the verb phrase of NotStarted.
[[nodiscard]] std::string step_of(const Op& op);

struct Rlimit {
  int resource;
  rlimit64 value;
};

// How the ids inside map to the host's.
struct Ids {
  bool two = false; // 0 -> the caller for the set-up and 1000 -> `program` for the program; else only 1000 ->
                    // the caller
  uid_t uid = 0;    // host ids of the program
  gid_t gid = 0;
};

// A list of acts with all that they point to.
struct Ops {
  std::vector<Op> ops;
  std::vector<int> slots; // filled in the child

  // Strings that the lists point into; a deque never moves them.
  const char* keep(std::string text);

 private:
  std::deque<std::string> kept_;
};

// What a run adds to a prepared box, and its program.
struct Plan : Ops {
  std::vector<const char*> writable; // paths with all rights under Landlock
  std::vector<Rlimit> rlimits;
  std::vector<char*> argv, env;        // null-terminated
  std::vector<const char*> candidates; // what execve is tried with, in order
  const char* cwd = "/";
  std::vector<sock_filter> filter;
  // Of the run's control group: Group::birthplace, or, where there is none, Group::doors.
  int birthplace = -1;
  std::vector<int> doors;
  Ids ids;
  bool confined = true; // false: no namespace, no Landlock, no seccomp
  bool own_network = false;
  bool grouped = false;             // a control group keeps memory and processes
  const char* handed_out = nullptr; // a folder that the supervisor gets a descriptor of, such as "box"
  bool terminal = false;            // descriptor 0 becomes the controlling one of the program's session
  long rss_error_kib = 0;           // how far off the kernel's count of resident pages may be
  std::int64_t patience_ns =
      0; // after this long the init inside ends the run by itself, whatever became of the supervisor
};

// What of the host every box sees, looked up once.
struct SystemView {
  struct Entry {
    enum class Kind {
      folder,
      file,
      link,
      copy
    } kind;           // folders and files are mounted; a small file is cheaper as a copy
    std::string path; // absolute
    std::string text; // a link's target, a copy's content
  };
  std::vector<Entry> entries;
};
[[nodiscard]] SystemView view_system();

// How far this machine lets us go.
struct Means {
  Ids ids;
  bool fresh_proc = true;
  bool grouped = false;
  SystemView system;
  std::vector<sock_filter> filter;
};

// What many runs can share, one after the other: the read-only root with the system's folders and the spec's
// mounts, in namespaces of its own. `means` must outlive it.
[[nodiscard]] Ops plan_prepared(const SandboxSpec& spec, const Means& means);
// Equal for specs that can share a prepared box at this moment: a mount whose host folder was replaced by
// another one makes it another.
[[nodiscard]] std::string shared_key(const SandboxSpec& spec);

// The rest, new for each run: /box, /tmp, /dev/shm, /data and /proc, the network, the program.
// `data` is what is in the spec's data folder.
[[nodiscard]] Plan plan_run(const SandboxSpec& spec, const BoxTree& tree, const Means& means,
                            const BoxTree& data = {});
// For a run without a sandbox: the root is a plain folder, and `spec` already speaks of host paths.
[[nodiscard]] Plan plan_folder(const SandboxSpec& spec, const BoxTree& tree, const BoxTree& data = {});

// A fault of the caller in `spec`, or nothing.
[[nodiscard]] Result<void> check_spec(const SandboxSpec& spec);

} // namespace bex
