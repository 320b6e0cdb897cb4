// Our server in the network of a run: the sockets round conversations, in a thread of ours. The program that
// is judged can reach it, and nothing more.
#pragma once

#include "graders/upstream/identity.hpp"
#include "graders/upstream/room.hpp"
#include "sandboxes/base/clock.hpp"
#include "sandboxes/spec.hpp"

#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace bex::upstream {

class Upstream {
 public:
  // On `port` of the run's 127.0.0.1, which is another one than any that is given to the program itself. An
  // error is the machine's.
  [[nodiscard]] static Result<std::shared_ptr<Upstream>> make(Clock& clock, std::uint16_t port, Place place);
  ~Upstream();
  Upstream(const Upstream&) = delete;
  Upstream& operator=(const Upstream&) = delete;

  // What makes a run of `spec` find it: the inlet, the variables of its environment, and with TLS whom to
  // trust, in variables that stock clients know as well. Each run that is started with it takes the place of
  // the one before; it must not outlive `server`.
  static void join(const std::shared_ptr<Upstream>& server, SandboxSpec& spec);

  [[nodiscard]] std::uint16_t port() const { return port_; }
  [[nodiscard]] std::string url() const {
    return (identity_ ? "https" : "http") + std::string("://127.0.0.1:") + std::to_string(port_);
  }

  // From any one thread:
  void play(Script script, http::Variables variables);
  // What has arrived since then, and when that was.
  [[nodiscard]] std::pair<std::vector<Arrival>, Nanos> seen() const;

 private:
  struct Sockets;

  Upstream(Clock& clock, std::uint16_t port, Place place, std::optional<Identity> identity);

  std::uint16_t port_;
  Place place_;
  std::optional<Identity> identity_; // where it speaks TLS
  std::unique_ptr<Sockets> sockets_;
};

// Another port than `port_of(seed)`, for the same seed the same; without a network of the run's own one that
// nobody has at this moment.
[[nodiscard]] std::uint16_t port_for(std::uint64_t seed, bool own_network);

} // namespace bex::upstream
