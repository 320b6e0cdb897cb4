#include "runner/cli/terminal.hpp"

#include "runner/render/render.hpp"
#include "sandboxes/base/fd.hpp"
#include "sandboxes/base/text.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cerrno>
#include <cstdlib>
#include <cstring>
#include <sys/ioctl.h>
#include <unistd.h>

namespace bex::cli {
namespace {

bool set(const char* name) {
  const char* value = std::getenv(name);
  return value && *value;
}

bool wants_color(int fd, Color color) {
  if (color != Color::automatic) return color == Color::always;
  if (set("NO_COLOR")) return false;
  if (set("CLICOLOR_FORCE") && std::string_view(std::getenv("CLICOLOR_FORCE")) != "0") return true;
  const char* term = std::getenv("TERM");
  return ::isatty(fd) == 1 && term && std::strcmp(term, "dumb") != 0;
}

int columns(int fd) {
  winsize size{};
  if (::ioctl(fd, TIOCGWINSZ, &size) == 0 && size.ws_col > 0) return size.ws_col;
  const char* text = std::getenv("COLUMNS");
  const int wanted = text ? std::atoi(text) : 0;
  return wanted > 0 ? wanted : 80;
}

// glibc's own order: LC_ALL, then LC_CTYPE, then LANG.
bool utf8_locale() {
  for (const char* name : {"LC_ALL", "LC_CTYPE", "LANG"})
    if (set(name)) {
      const auto value = lower(std::getenv(name));
      return value.find("utf-8") != std::string::npos || value.find("utf8") != std::string::npos;
    }
  return false;
}

struct Words {
  std::string operator()(const pipeline::Building& event) const {
    return fmt::format("building ({})", event.what);
  }
  std::string operator()(const pipeline::Checking& event) const {
    return fmt::format("checking {}: {} ({}/{})", event.exercise, event.group, event.done, event.total);
  }
  std::string operator()(const pipeline::Verifying& event) const {
    return fmt::format("verifying {}/{}: {} of {}", event.exercise, event.solution, event.done, event.total);
  }
  std::string operator()(const pipeline::Waiting&) const {
    return "waiting: another bexercise on this machine measures time";
  }
};

} // namespace

render::Style style_for(int fd, Color color) {
  render::Style style;
  style.color = wants_color(fd, color);
  style.unicode = utf8_locale();
  style.links = style.color && ::isatty(fd) == 1;
  style.width = std::clamp(columns(fd), 40, 120);
  return style;
}

ProgressLine::ProgressLine()
    : enabled_(::isatty(2) == 1 && !(std::getenv("TERM") && !std::strcmp(std::getenv("TERM"), "dumb"))) {}

ProgressLine::~ProgressLine() {
  clear();
}

void ProgressLine::on(const pipeline::Event& event) {
  // Without a line to write over, a wait that would look like a hang is worth one of its own.
  if (!enabled_ && std::holds_alternative<pipeline::Waiting>(event)) {
    (void)print(2, Words{}(pipeline::Waiting{}) + "\n");
    return;
  }
  show(std::visit(Words{}, event));
}

void ProgressLine::show(const std::string& text) {
  if (!enabled_) return;
  const std::lock_guard lock(mutex_);
  std::string line = render::safe(text);
  const auto most = static_cast<std::size_t>(columns(2) - 1);
  if (line.size() > most) line.resize(most);
  (void)print(2, "\r\x1b[K" + line);
  shown_ = true;
}

void ProgressLine::clear() {
  const std::lock_guard lock(mutex_);
  if (shown_) (void)print(2, "\r\x1b[K");
  shown_ = false;
}

bool print(int fd, const std::string& text) {
  const int error = write_all(fd, text);
  return error == 0 || error == EPIPE;
}

} // namespace bex::cli
