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
  Result<PreparedRun> prepare(const SandboxSpec& spec) const override {
    if (auto right = check_spec(spec); !right) return tl::unexpected<Error>(right.error());
    const auto tree = list_tree(spec.box);
    if (!tree) return tl::unexpected<Error>(tree.error());
    auto input = make_input(spec.input);
    if (!input) return tl::unexpected<Error>(input.error());
    PreparedRun run{plan_box(spec, *tree, means_), spec.limits, spec.collect, std::move(*input), {}, {}, {}};
    if (!spec.box.empty()) {
      run.box = Fd(::open(spec.box.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC));
      if (!run.box)
        return fail_errno(ErrorKind::usage, "could not open the folder `" + spec.box.string() + "`", errno);
    }
    return run;
  }

 private:
  Means means_;
};

} // namespace

std::unique_ptr<Sandbox> make_namespaces(Means means) {
  return std::make_unique<Namespaces>(std::move(means));
}

} // namespace bex
