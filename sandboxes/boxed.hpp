// What all sandboxes share: a run is prepared in their own way, then launched and seen through in the same
// one.
#pragma once

#include "sandboxes/base/file.hpp"
#include "sandboxes/launcher.hpp"
#include "sandboxes/sandbox.hpp"

#include <memory>
#include <optional>

namespace bex {

struct PreparedRun {
  Plan plan;
  Limits limits;
  std::filesystem::path collect;
  Fd input, box, root;
  std::optional<TempDir> folder;         // stands for the root of an unconfined run; it goes with this object
  std::shared_ptr<PreparedBox> prepared; // none for an unconfined run; back to its pool with the last owner
  std::optional<NotStarted> refused;     // the machine does not let us prepare it
};

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

// With namespaces, Landlock and seccomp.
[[nodiscard]] std::unique_ptr<Sandbox> make_namespaces(Means means);
// With limits only.
[[nodiscard]] std::unique_ptr<Sandbox> make_unsafe();

// Launches and sees through, in this thread. Shared with Running.
class Supervision;
[[nodiscard]] Result<RunResult> carry_out(PreparedRun& prepared, Supervision& supervision, Level level,
                                          const std::function<void(Box&)>& on_started = {});

} // namespace bex
