#include "graders/services/watched.hpp"

#include "graders/services/inside.hpp"
#include "sandboxes/base/interrupt.hpp"

#include <fmt/format.h>

#include <chrono>
#include <random>
#include <thread>
#include <utility>

namespace bex::services {
namespace {

constexpr std::chrono::milliseconds between_looks{1};
constexpr std::size_t whole_log = 64u << 20;
constexpr std::size_t most_before = 1u << 20; // more than servers say while they come up

bool has_launcher(const SandboxSpec& spec) {
  return spec.argv.size() > 1 && spec.argv[0] == program_inside && spec.argv[1] == launch_word;
}

SandboxSpec marked(SandboxSpec spec, const std::string& mark) {
  spec.argv[1] = marked_launch_word;
  spec.argv.insert(spec.argv.begin() + 2, mark);
  return spec;
}

// Without what was said up to the line that is the mark; false where it is not there.
bool leave_out_start(std::string& text, const std::string& mark) {
  const auto line = mark + "\n";
  const auto at = text.find(line);
  if (at == std::string::npos) return false;
  text.erase(0, at + line.size());
  return true;
}

RunResult seen(RunResult run, const std::string& mark) {
  if (!leave_out_start(run.err, mark) && !std::holds_alternative<NotStarted>(run.ending))
    run.ending = NotStarted{std::string(start_step)};
  return run;
}

class WatchedRun final : public Running {
 public:
  WatchedRun(std::unique_ptr<Running> run, std::string mark) : run_(std::move(run)), mark_(std::move(mark)) {}

  Result<Fd> connect(std::uint16_t port) override { return run_->connect(port); }
  bool has_room(std::uint16_t port) override { return run_->has_room(port); }
  std::optional<std::size_t> unread(int socket) override { return run_->unread(socket); }
  Result<std::vector<Listener>> listeners() override { return run_->listeners(); }
  std::optional<Census> census() override { return run_->census(); }
  const std::optional<RunResult>& ended() override {
    if (!ended_)
      if (const auto& end = run_->ended()) ended_ = seen(*end, mark_);
    return ended_;
  }
  std::string log(std::size_t limit) override {
    auto text = run_->log(limit);
    (void)leave_out_start(text, mark_);
    return text;
  }
  void terminate() override { run_->terminate(); }
  RunResult stop(Millis grace) override { return seen(run_->stop(grace), mark_); }

  void await_services() {
    for (;;) {
      const auto text = run_->log(whole_log);
      const bool up = text.find(mark_ + "\n") != std::string::npos || text.size() > most_before;
      if (up || run_->ended() || interrupted()) return;
      std::this_thread::sleep_for(between_looks);
    }
  }

 private:
  std::unique_ptr<Running> run_;
  std::string mark_;
  std::optional<RunResult> ended_;
};

} // namespace

Watched::Watched(Sandbox& sandbox) : sandbox_(sandbox) {
  std::random_device random; // getrandom(2)
  for (int i = 0; i < 4; ++i) mark_ += fmt::format("{:08x}", random());
}

Result<RunResult> Watched::run(const SandboxSpec& spec) {
  if (!has_launcher(spec)) return sandbox_.run(spec);
  auto run = sandbox_.run(marked(spec, mark_));
  return run ? seen(std::move(*run), mark_) : std::move(run);
}

Result<std::unique_ptr<Running>> Watched::start(const SandboxSpec& spec) {
  if (!has_launcher(spec)) return sandbox_.start(spec);
  auto run = sandbox_.start(marked(spec, mark_));
  if (!run) return run;
  auto watched = std::make_unique<WatchedRun>(std::move(*run), mark_);
  watched->await_services();
  return watched;
}

} // namespace bex::services
