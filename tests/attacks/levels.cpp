#include "tests/attacks/levels.hpp"

#include <memory>

namespace bex::attacks {
namespace {

struct Levels {
  std::vector<std::unique_ptr<Sandbox>> made;
  std::vector<Strength> all;

  Levels() {
    std::string why;
    for (const Level level : {Level::full, Level::namespaces, Level::reduced}) {
      auto sandbox = make_sandbox(Safety::sandboxed, level);
      if (!sandbox) {
        why = sandbox.error().what + "\n" + sandbox.error().help;
      } else if ((*sandbox)->level() == level) {
        all.push_back({name_of(level), sandbox->get(), ""});
        made.push_back(std::move(*sandbox));
      }
    }
    if (all.empty()) all.push_back({"none", nullptr, why});
  }
};

} // namespace

const std::vector<Strength>& sandboxes_here() {
  static const Levels levels;
  return levels.all;
}

} // namespace bex::attacks
