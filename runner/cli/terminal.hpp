// All that this program knows of the terminal it talks to.
#pragma once

#include "runner/cli/args.hpp"
#include "runner/pipeline/events.hpp"
#include "runner/render/style.hpp"

#include <mutex>
#include <string>

namespace bex::cli {

// NO_COLOR and CLICOLOR_FORCE count, --color counts more; width from the terminal, else from $COLUMNS,
// else 80.
[[nodiscard]] render::Style style_for(int fd, Color color);

// One line on stderr that is written over and over; nothing at all when stderr is no terminal.
class ProgressLine final : public pipeline::Events {
 public:
  ProgressLine();
  ~ProgressLine() override;
  void on(const pipeline::Event& event) override;
  void show(const std::string& text);
  void clear();

 private:
  std::mutex mutex_;
  bool enabled_;
  bool shown_ = false;
};

// False when the stream does not take all of it (a full disk). A reader that went away, as `head` does, has
// what it wanted.
[[nodiscard]] bool print(int fd, const std::string& text);

} // namespace bex::cli
