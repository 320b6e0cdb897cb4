// What all sandboxes share: a run is prepared in their own way, then launched and seen through in the same
// one.
#pragma once

#include "sandboxes/base/file.hpp"
#include "sandboxes/launcher.hpp"
#include "sandboxes/sandbox.hpp"

#include <functional>
#include <memory>
#include <optional>

namespace bex {

// A prepared box for one run; back to its pool afterwards.
struct Lease {
  Lease(std::shared_ptr<Pool> from, std::shared_ptr<Groups> with, std::string for_key, PreparedBox taken)
      : pool(std::move(from)), groups(std::move(with)), key(std::move(for_key)), box(std::move(taken)) {}
  Lease(const Lease&) = delete;
  Lease& operator=(const Lease&) = delete;
  ~Lease() {
    box.last_group = std::move(group);
    pool->give_back(key, std::move(box), init);
  }
  // For when the run is on its way: takes down what is over, and makes ready what the next one needs.
  void tidy() {
    box.builder.reset();
    box.last_group.reset();
    pool->trim();
    if (groups) groups->make_ahead();
  }

  std::shared_ptr<Pool> pool;
  std::shared_ptr<Groups> groups; // null where there are no control groups
  std::string key;
  PreparedBox box;
  std::unique_ptr<Group> group; // of the run
  pid_t init = -1;              // of the run that is over, not reaped yet
};

struct PreparedRun {
  Plan plan;
  Limits limits;
  std::filesystem::path collect, data_to;
  Fd input, box, data, root;
  Fd out, err;                        // the caller's, when the program writes there and not to pipes of ours
  std::function<void(Fd)> take_inlet; // null: nothing of ours listens
  std::optional<TempDir> folder;      // stands for the root of an unconfined run; it goes with this object
  std::unique_ptr<Lease> lease;       // none for an unconfined run
  std::optional<NotStarted> refused;  // the machine does not let us prepare it
};

// What the program reads and where it writes, the folders that go in and out, and the limits, into `run`.
[[nodiscard]] Result<void> take_ends(const SandboxSpec& spec, PreparedRun& run);

class Boxed : public Sandbox {
 public:
  explicit Boxed(Level level) : level_(level) {}
  [[nodiscard]] Level level() const override { return level_; }
  Result<RunResult> run(const SandboxSpec& spec) override;
  Result<std::unique_ptr<Running>> start(const SandboxSpec& spec) override;

 protected:
  [[nodiscard]] virtual Result<PreparedRun> prepare(const SandboxSpec& spec) = 0;

 private:
  Level level_;
};

// With namespaces, Landlock and seccomp; `groups` may be null.
[[nodiscard]] std::unique_ptr<Sandbox> make_namespaces(Means means, std::shared_ptr<Groups> groups);
// With limits only.
[[nodiscard]] std::unique_ptr<Sandbox> make_unsafe();

// Launches and sees through, in this thread. Shared with Running.
class Supervision;
[[nodiscard]] Result<RunResult> carry_out(PreparedRun& prepared, Supervision& supervision, Level level,
                                          const std::function<void(Box&)>& on_started = {});

} // namespace bex
