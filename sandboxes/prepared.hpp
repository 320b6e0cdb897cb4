// Boxes that are ready for a run: namespaces with a read-only root, held by descriptors, with no process
// inside.
#pragma once

#include "sandboxes/base/fd.hpp"
#include "sandboxes/plan.hpp"
#include "sandboxes/result.hpp"

#include <condition_variable>
#include <mutex>
#include <string>
#include <tl/expected.hpp>
#include <vector>

namespace bex {

// namespaces(7). What a program can change is not in there: each run gets its own pid, ipc and mount
// namespace, the latter a copy, and where it has a network its own of that too.
struct PreparedBox {
  Fd user, mount, network, uts;
};

// Blocks; the process that builds is gone afterwards.
[[nodiscard]] tl::expected<PreparedBox, NotStarted> prepare_box(Ops& ops, const Ids& ids);

// Keeps the boxes that are not in use. Thread-safe.
class Pool {
 public:
  // One with this key, or nothing.
  [[nodiscard]] std::optional<PreparedBox> take(const std::string& key);
  // After the end of all processes of the run.
  void give_back(const std::string& key, PreparedBox box);

 private:
  struct Entry {
    std::string key;
    PreparedBox box;
  };
  std::mutex mutex_;
  std::vector<Entry> idle_; // the last one was used last
};

} // namespace bex
