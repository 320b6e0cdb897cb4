// The server of ours beside a program that is run by hand.
#pragma once

#include "graders/upstream/upstream.hpp"
#include "runner/cli/grading.hpp"

#include <memory>
#include <string>

namespace bex::cli {

class Beside {
 public:
  // Where the exercise has such a server, a run of `spec` finds it: it says what the check `--only` has it
  // say, or else the first check that has it say anything. Where the exercise has none, nothing changes.
  // `port` is the program's own.
  [[nodiscard]] static Result<Beside> join(const Session& session, const model::Exercise& exercise,
                                           Level level, std::uint16_t port, SandboxSpec& spec);

  [[nodiscard]] std::uint16_t port() const { return server_ ? server_->port() : 0; } // 0: there is none
  // A line that says where it is; "" when there is none.
  [[nodiscard]] const std::string& introduced() const { return introduction_; }
  // A line for each request since the last call. To be called as often as one likes: it looks every now and
  // then, or `at_once`.
  [[nodiscard]] std::string told(bool at_once = false);

 private:
  std::shared_ptr<upstream::Upstream> server_;
  std::string introduction_;
  std::size_t told_ = 0; // requests
  Nanos again_{};        // not looked at before
};

} // namespace bex::cli
