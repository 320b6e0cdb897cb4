#include "sandboxes/boxed.hpp"

#include <cerrno>
#include <fcntl.h>

namespace bex {
namespace {

constexpr unsigned own_tasks = 1; // init

class Namespaces final : public Boxed {
 public:
  Namespaces(Means means, std::shared_ptr<Groups> groups)
      : Boxed(!means.fresh_proc ? Level::reduced
              : groups          ? Level::full
                                : Level::namespaces),
        means_(std::move(means)), groups_(std::move(groups)) {}

 protected:
  Result<PreparedRun> prepare(const SandboxSpec& spec) override {
    if (auto right = check_spec(spec); !right) return tl::unexpected<Error>(right.error());
    const auto tree = list_tree(spec.box);
    if (!tree) return tl::unexpected<Error>(tree.error());
    const auto data = list_tree(spec.data_from);
    if (!data) return tl::unexpected<Error>(data.error());
    PreparedRun run;
    run.plan = plan_run(spec, *tree, means_, *data);
    if (auto taken = take_ends(spec, run); !taken) return tl::unexpected<Error>(taken.error());
    if (auto found = find_box(spec, run); !found) return tl::unexpected<Error>(found.error());
    return run;
  }

 private:
  Result<void> find_box(const SandboxSpec& spec, PreparedRun& run) {
    const auto key = shared_key(spec);
    auto box = pool_->take(key);
    if (!box) {
      Ops ops = plan_prepared(spec, means_);
      auto made = prepare_box(ops, means_.ids, [&] {
        if (groups_) groups_->make_ahead();
      });
      if (!made) {
        run.refused = made.error();
        return {};
      }
      box = std::move(*made);
    }
    run.lease = std::make_unique<Lease>(pool_, groups_, key, std::move(*box));
    if (!groups_) return {};
    auto group = groups_->make(spec.limits, own_tasks);
    if (!group) return tl::unexpected<Error>(group.error());
    run.plan.birthplace = (*group)->birthplace();
    if (run.plan.birthplace < 0) run.plan.doors = (*group)->doors();
    run.lease->group = std::move(*group);
    return {};
  }

  Means means_;
  std::shared_ptr<Groups> groups_;
  std::shared_ptr<Pool> pool_ = std::make_shared<Pool>();
};

} // namespace

std::unique_ptr<Sandbox> make_namespaces(Means means, std::shared_ptr<Groups> groups) {
  return std::make_unique<Namespaces>(std::move(means), std::move(groups));
}

} // namespace bex
