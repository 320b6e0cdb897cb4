#include "sandboxes/boxed.hpp"

#include <cerrno>
#include <fcntl.h>

namespace bex {
namespace {

class Namespaces final : public Boxed {
 public:
  explicit Namespaces(Means means)
      : Boxed(means.fresh_proc ? Level::namespaces : Level::reduced), means_(std::move(means)) {}

 protected:
  Result<PreparedRun> prepare(const SandboxSpec& spec) override {
    if (auto right = check_spec(spec); !right) return tl::unexpected<Error>(right.error());
    const auto tree = list_tree(spec.box);
    if (!tree) return tl::unexpected<Error>(tree.error());
    auto input = make_input(spec.input);
    if (!input) return tl::unexpected<Error>(input.error());
    PreparedRun run;
    run.plan = plan_run(spec, *tree, means_);
    run.limits = spec.limits;
    run.collect = spec.collect;
    run.input = std::move(*input);
    if (!spec.box.empty()) {
      run.box = Fd(::open(spec.box.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC));
      if (!run.box)
        return fail_errno(ErrorKind::usage, "could not open the folder `" + spec.box.string() + "`", errno);
    }
    find_box(spec, run);
    return run;
  }

 private:
  void find_box(const SandboxSpec& spec, PreparedRun& run) {
    const auto key = shared_key(spec);
    auto box = pool_->take(key);
    if (!box) {
      Ops ops = plan_prepared(spec, means_);
      auto made = prepare_box(ops, means_.ids);
      if (!made) {
        run.refused = made.error();
        return;
      }
      box = std::move(*made);
    }
    run.prepared = std::shared_ptr<PreparedBox>(new PreparedBox(std::move(*box)),
                                                [pool = pool_, key](PreparedBox* used) {
                                                  pool->give_back(key, std::move(*used));
                                                  delete used;
                                                });
  }

  Means means_;
  std::shared_ptr<Pool> pool_ = std::make_shared<Pool>();
};

} // namespace

std::unique_ptr<Sandbox> make_namespaces(Means means) {
  return std::make_unique<Namespaces>(std::move(means));
}

} // namespace bex
