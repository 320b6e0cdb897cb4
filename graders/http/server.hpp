// The life of the learner's server: started, awaited, talked to, stopped.
#pragma once

#include "graders/check.hpp"
#include "graders/http/client.hpp"
#include "graders/http/http.hpp"
#include "graders/upstream/upstream.hpp"
#include "sandboxes/base/file.hpp"

#include <cstdint>
#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace bex::tls {
class Party; // graders/tls/relay.hpp
}

namespace bex::http {

// The tail of a log that a report can show.
inline constexpr std::size_t log_lines = 20;
[[nodiscard]] std::string last_lines(std::string_view log, std::size_t lines);

// The same seed gives the same port. Below the kernel's range for outgoing connections (32768 and up, ip(7)),
// so that none of these can hold it.
[[nodiscard]] std::uint16_t port_of(std::uint64_t seed);

// Whether a connection to localhost arrives at a socket that listens on this address.
[[nodiscard]] bool is_reachable(const std::string& address);

// What a server is given to read, in folders of this machine that outlive it.
struct Outfit {
  std::optional<TempDir> tree; // the settings' tree
  std::optional<TempDir> keys; // with TLS: TLS_CERT, TLS_KEY and TLS_CA, the throw-away CA that signed them
  std::string authority;       // the certificate of that, in PEM
};
// An error is the machine's.
[[nodiscard]] Result<Outfit> outfit_for(const Settings& settings, const Variables& variables);
// By this name a server with TLS is asked: its certificate is for it, for 127.0.0.1 and for ::1.
inline constexpr const char* tls_name = "localhost";

// How a server is run: a loopback of its own, PORT, a /data of its own, which DATA_DIR names, and what the
// settings add to its environment.
[[nodiscard]] SandboxSpec server_spec(const Program& program, std::uint16_t port, const Settings& settings,
                                      const Outfit& outfit = {});
// A port that nobody has on this machine at this moment: for a server without a network of its own. 0 when
// the kernel names none.
[[nodiscard]] std::uint16_t free_port();

class Server {
 public:
  // Starts the submission and waits until it is ready, or never will be. An error is the machine's or the
  // user's, not the submission's.
  static Result<Server> start(const Settings& settings, Context& context);

  // The same, but not started yet, and with a /data that outlives it: for a check that steers its life.
  static Result<Server> keep(const Settings& settings, Context& context);
  // Starts what `keep` made, or starts it again on the /data that it left, and waits as `start` does.
  [[nodiscard]] Result<void> begin(const Settings& settings);
  // The same without waiting: it is there for a while, or ends by itself.
  [[nodiscard]] Result<void> launch();
  void terminate() { running_->terminate(); } // SIGTERM
  RunResult kill() { return running_->stop(Millis{0}); }
  // The folder that stands for /data, while the server does not run: what it left, or what it will find.
  [[nodiscard]] const std::filesystem::path& data();
  // False of one that was attached.
  [[nodiscard]] bool is_ours() const { return sandbox_ != nullptr; }

  // One that runs already and is ready.
  static Server attach(std::unique_ptr<Running> running, Clock& clock, std::uint16_t port, std::string host,
                       Dial dial);

  // Why it is not ready; nothing when it is.
  [[nodiscard]] const std::optional<Finding>& not_ready() const { return not_ready_; }
  // The answer to the probe, where that was no valid HTTP.
  [[nodiscard]] const std::optional<Exchange>& bad_probe() const { return bad_probe_; }

  [[nodiscard]] Running& running() { return *running_; }
  [[nodiscard]] std::uint16_t port() const { return port_; }
  [[nodiscard]] const std::string& host() const { return host_; } // "127.0.0.1:8123"
  [[nodiscard]] const Dial& dial() const { return dial_; }
  // The server of ours that it can ask; null: it has none.
  [[nodiscard]] upstream::Upstream* upstream() { return upstream_.get(); }
  // The last lines of what it wrote: in all, or since the mark.
  [[nodiscard]] std::string log();
  [[nodiscard]] std::string fresh_log();
  void mark_log();
  // All that it has written since the mark, as far as it is kept.
  [[nodiscard]] std::string log_since_mark();
  // False of one that was attached: what it writes goes elsewhere.
  [[nodiscard]] bool has_log() const { return has_log_; }

  // Changes a file that it may read. An error is the machine's.
  Result<void> put(const TreeEntry& entry, const Variables& variables);

  // What ended it. After a connection broke, the end may show a moment later: `grace` is how long to look.
  [[nodiscard]] const std::optional<RunResult>& ended(Millis grace = Millis{0});
  // True when it does not listen on its port any more, though it lives.
  [[nodiscard]] bool deaf();
  RunResult stop();

 private:
  enum class Standing { waiting, listening, elsewhere };

  Server(Clock& clock, std::uint16_t port, bool alone) : clock_(&clock), port_(port), alone_(alone) {}
  static Result<Server> make(const Settings& settings, Context& context);
  static bool is_alone(Context& context) { return context.sandbox.level() != Level::unsafe; }

  Result<void> await(const Settings& settings);
  Result<bool> await_listener(Nanos until);
  // With TLS: whether it can be talked to.
  Result<void> greet(Millis patience);
  Result<void> await_answer(const std::string& path, Nanos until, Millis patience);
  Result<Standing> look();
  void refuse(std::string want, std::string got);

  [[nodiscard]] std::string whole_log();

  std::shared_ptr<upstream::Upstream> upstream_;
  Outfit outfit_;                           // outlives the server that reads it
  std::shared_ptr<const tls::Party> party_; // with TLS: we
  Sandbox* sandbox_ = nullptr;
  SandboxSpec spec_;
  std::optional<TempDir> data_, left_; // where /data comes from, and where it goes at the end of this life
  std::string past_;                   // the log of earlier lives
  std::unique_ptr<Running> running_;   // none before the first start
  Clock* clock_;
  std::uint16_t port_;
  bool has_log_ = true;
  bool alone_;                          // nothing else listens where it runs, but services
  std::vector<std::uint16_t> services_; // and their ports
  std::string host_;
  Dial dial_;
  std::string before_; // the log at the mark
  std::string seen_;   // what it listens on, when that is not what it should be
  std::optional<Finding> not_ready_;
  std::optional<Exchange> bad_probe_;
};

} // namespace bex::http
