// Boxes that are ready for a run: namespaces with a read-only root, held by descriptors, with no process
// inside.
#pragma once

#include "sandboxes/base/fd.hpp"
#include "sandboxes/cgroups/groups.hpp"
#include "sandboxes/child.hpp"
#include "sandboxes/plan.hpp"
#include "sandboxes/result.hpp"

#include <functional>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <sys/types.h>
#include <tl/expected.hpp>
#include <vector>

namespace bex {

// namespaces(7). What a program can change is not in there: each run gets its own pid, ipc and mount
// namespace, the latter a copy, and where it has a network its own of that too.
struct PreparedBox {
  Fd user, mount, network, uts;
  // What is over and still to be taken down, for which no run waits: the process that built it, and the group
  // of its last run.
  std::unique_ptr<Child> builder;
  std::unique_ptr<Group> last_group;
};

// Blocks; does `meanwhile` while another process builds.
[[nodiscard]] tl::expected<PreparedBox, NotStarted> prepare_box(Ops& ops, const Ids& ids,
                                                                const std::function<void()>& meanwhile);

// Keeps the boxes that are not in use. Thread-safe.
class Pool {
 public:
  ~Pool(); // waits for the last inits

  // One with this key whose last run is over to the end, or nothing.
  [[nodiscard]] std::optional<PreparedBox> take(const std::string& key);
  // `init` of the last run (or -1) is ending and is ours to reap: nothing of the program is alive, and what
  // init still takes down (the run's own mounts) need not be waited for.
  void give_back(const std::string& key, PreparedBox box, pid_t init);
  void trim(); // to the boxes that were used last

 private:
  struct Entry {
    std::string key;
    PreparedBox box;
    pid_t init = -1;
  };
  std::mutex mutex_;
  std::vector<Entry> idle_; // the last one was used last
};

} // namespace bex
