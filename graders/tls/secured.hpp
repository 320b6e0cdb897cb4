// A server that is talked to by TLS, as if it were plain.
#pragma once

#include "graders/tls/relay.hpp"
#include "sandboxes/sandbox.hpp"

#include <memory>
#include <string>

namespace bex::tls {

// `connect` gives plain ends of connections on which TLS begins at once; all else is the server's own. What a
// program has read of them cannot be told.
class Secured final : public Running {
 public:
  Secured(std::unique_ptr<Running> server, std::shared_ptr<const Party> party)
      : server_(std::move(server)), party_(std::move(party)) {}

  // One handshake, to know why others would fail; nothing when it succeeds.
  [[nodiscard]] Result<std::string> greeted(std::uint16_t port, const std::string& name, Millis patience);

  Result<Fd> connect(std::uint16_t port) override;
  bool has_room(std::uint16_t port) override { return server_->has_room(port); }
  std::optional<std::size_t> unread(int) override { return std::nullopt; }
  Result<std::vector<Listener>> listeners() override { return server_->listeners(); }
  std::optional<Census> census() override { return server_->census(); }
  const std::optional<RunResult>& ended() override { return server_->ended(); }
  std::string log(std::size_t limit) override { return server_->log(limit); }
  void terminate() override { server_->terminate(); }
  RunResult stop(Millis grace) override { return server_->stop(grace); }

 private:
  std::unique_ptr<Running> server_;
  std::shared_ptr<const Party> party_;
  Relay relay_;
};

} // namespace bex::tls
