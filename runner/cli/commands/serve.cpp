#include "graders/http/server.hpp"
#include "runner/cli/beside.hpp"
#include "runner/cli/by_hand.hpp"
#include "runner/cli/gate.hpp"
#include "runner/render/run.hpp"
#include "sandboxes/base/interrupt.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cerrno>
#include <fcntl.h>
#include <unistd.h>

namespace bex::cli {
namespace {

constexpr Millis stop_grace{2'000};
constexpr int look_every_ms = 20;    // until it listens
constexpr int crowded_every_ms = 2;  // while somebody waits for room in the server's queue
constexpr int linger_every_ms = 200; // afterwards: what tells of its end comes by itself
constexpr Nanos soon = std::chrono::seconds(3);

// One stream of the server's, on its way to ours.
class Log {
 public:
  Log(int to, bool safe) : to_(to), safe_(safe) {}

  // The end that the program gets.
  Result<Fd> open() {
    int ends[2];
    if (::pipe2(ends, O_CLOEXEC) != 0 || ::fcntl(ends[0], F_SETFL, O_NONBLOCK) != 0)
      return fail_errno(ErrorKind::machine, "could not make a pipe", errno);
    from_ = Fd(ends[0]);
    return Fd(ends[1]);
  }

  [[nodiscard]] pollfd watched() const { return {from_.get(), POLLIN, 0}; }

  // All that is there. Whole lines where a terminal has to be kept safe: an escape sequence may come in two
  // parts.
  void pass_on() {
    char part[65536];
    // Bounded, so that a flood leaves the connections their turn.
    for (int reads = 0; from_ && reads < 16; ++reads) {
      const ssize_t n = ::read(from_.get(), part, sizeof part);
      if (n < 0 && errno == EINTR) continue;
      if (n < 0) return;
      if (n == 0) {
        from_.reset();
        if (!line_.empty()) show(line_ + "\n");
        line_.clear();
        return;
      }
      tell({part, static_cast<std::size_t>(n)});
    }
  }

 private:
  void tell(std::string_view bytes) {
    if (!safe_) return show(bytes);
    line_ += bytes;
    const auto end = line_.size() > sizeof(char[65536]) ? line_.size() : line_.rfind('\n') + 1;
    show(std::string_view(line_).substr(0, end));
    line_.erase(0, end);
  }
  void show(std::string_view bytes) {
    if (!bytes.empty()) (void)print(to_, safe_ ? render::safe(bytes) : std::string(bytes));
  }

  int to_;
  bool safe_;
  Fd from_;
  std::string line_;
};

class Service {
 public:
  Service(const Session& session, Gate gate)
      : json_(session.args.json), gate_(std::move(gate)), out_(json_ ? 2 : 1, ::isatty(json_ ? 2 : 1) == 1),
        err_(2, ::isatty(2) == 1) {}

  // Until the server ends, or the user ends it.
  Result<RunResult> run(const Session& session, const Workbench& bench) {
    auto& sandbox = *bench.submission.sandbox;
    const auto& program = *bench.program;
    const auto& settings = std::get<http::Settings>(bench.exercise().settings);
    // Without a network of its own the server cannot have the port that leads to it.
    services_ = program.service_ports;
    inside_ = sandbox.level() == Level::unsafe ? http::free_port() : gate_.port();
    const auto outfit = http::outfit_for(settings, {});
    if (!outfit) return tl::unexpected<Error>(outfit.error());
    if (outfit->keys) authority_ = (outfit->keys->path() / "ca.pem").string();
    auto spec = http::server_spec(program, inside_, settings, *outfit);
    spec.limits.cpu = spec.limits.wall = by_hand;
    auto beside = Beside::join(session, bench.exercise(), sandbox.level(), inside_, spec);
    if (!beside) return tl::unexpected<Error>(beside.error());
    beside_ = std::move(*beside);
    if (beside_.port() != 0) services_.push_back(beside_.port());
    auto out = out_.open(), err = err_.open();
    if (!out || !err) return tl::unexpected<Error>((out ? err : out).error());
    spec.streams = Streams{-1, out->get(), err->get(), false};
    auto running = sandbox.start(spec);
    if (!running) return tl::unexpected<Error>(running.error());
    out->reset(), err->reset();
    begun_ = system_clock().now();
    auto result = attend(**running);
    out_.pass_on(), err_.pass_on();
    (void)print(2, beside_.told(true));
    return result;
  }

  [[nodiscard]] std::string url() const {
    return fmt::format("{}:{}", authority_.empty() ? "http://127.0.0.1" : "https://localhost", gate_.port());
  }
  [[nodiscard]] std::uint64_t connections() const { return gate_.let_in(); }
  [[nodiscard]] bool stopped() const { return stopped_; }

 private:
  Result<RunResult> attend(Running& running) {
    while (!running.ended()) {
      std::vector<pollfd> all{{stop_.fd(), POLLIN, 0}, out_.watched(), err_.watched()};
      const auto before = all.size();
      gate_.watch(all);
      const int patience = gate_.is_crowded() ? crowded_every_ms : ready_ ? linger_every_ms : look_every_ms;
      if (::poll(all.data(), all.size(), patience) < 0 && errno != EINTR)
        return fail_errno(ErrorKind::internal, "could not wait for connections", errno);
      if (all[1].revents != 0) out_.pass_on();
      if (all[2].revents != 0) err_.pass_on();
      if (all[0].revents != 0) {
        stopped_ = true;
        return running.stop(stop_grace);
      }
      gate_.work(all.data() + before, running, inside_);
      if (const auto lines = beside_.told(); !lines.empty()) (void)print(2, lines);
      if (gate_.turned_away() > 0)
        (void)print(2, fmt::format("bexercise: the server does not listen on port {} any more\n", inside_));
      if (!ready_)
        if (auto looked = look(running); !looked) return tl::unexpected<Error>(looked.error());
    }
    return *running.ended();
  }

  // Opens the gate as soon as somebody listens behind it.
  Result<void> look(Running& running) {
    const auto listeners = running.listeners();
    if (!listeners) return tl::unexpected<Error>(listeners.error());
    ready_ = std::any_of(listeners->begin(), listeners->end(), [&](const Listener& one) {
      return one.port == inside_ && http::is_reachable(one.address);
    });
    if (!ready_) {
      complain(*listeners);
      return {};
    }
    if (auto opened = gate_.open(); !opened) return opened;
    (void)print(json_ ? 2 : 1, url() + "\n");
    if (!authority_.empty())
      (void)print(2, fmt::format("bexercise: who trusts it: curl --cacert {}\n", authority_));
    (void)print(2, beside_.introduced() + "bexercise: Ctrl-C stops it\n");
    return {};
  }

  // Once, when it takes long.
  void complain(const std::vector<Listener>& listeners) {
    if (complained_ || system_clock().now() - begun_ < soon) return;
    complained_ = true;
    std::string places;
    for (const auto& one : listeners)
      if (std::find(services_.begin(), services_.end(), one.port) == services_.end())
        places += fmt::format(" {} port {}", one.address, one.port);
    const auto where = places.empty() ? "nowhere" : "elsewhere:" + places;
    (void)print(2, fmt::format("bexercise: the server does not listen on PORT {} yet; it listens {}\n",
                               inside_, where));
  }

  bool json_;
  Gate gate_;
  Log out_, err_;
  Beside beside_;
  InterruptCatch stop_;
  std::uint16_t inside_ = 0;
  std::string authority_; // with TLS: the file of the CA that has signed the server's certificate
  std::vector<std::uint16_t> services_; // ports of its own services
  Nanos begun_{};
  bool ready_ = false, complained_ = false, stopped_ = false;
};

// Ended by the user it did what it should; by itself a server should not end.
Answered answer_of(const Session& session, const Service& service, const RunResult& result,
                   const Limits& limits) {
  if (const auto* refused = std::get_if<NotStarted>(&result.ending))
    return refuse(ErrorKind::machine, "could not " + with_errno(refused->step, refused->error),
                  "`bexercise doctor` says what this machine can do");
  const auto code = service.stopped() ? ExitCode::ok : ExitCode::failed;
  auto members = render::run_json(result, limits);
  members["url"] = service.url();
  members["connections"] = service.connections();
  members["stopped"] = service.stopped();
  auto done = answer(session, "", std::move(members), code);
  const bool forced = std::holds_alternative<Stopped>(result.ending);
  const auto line = render::run_line(result, nullptr);
  if (!session.args.json)
    done.notes = fmt::format("bexercise: the server {}\n",
                             forced ? "was stopped" + line.substr(line.find(": CPU")) : line);
  return done;
}

} // namespace

Answered run_serve(Session& session) {
  const auto port = port_of(session.args.port.empty() ? "8080" : session.args.port);
  if (!port) return refuse(port.error());
  auto gate = Gate::take(*port);
  if (!gate) return refuse(gate.error());
  auto bench = set_up(session);
  if (!bench) return refuse(std::move(bench.error()));
  if (const auto& exercise = bench->exercise(); exercise.kind != "http")
    return refuse(
        ErrorKind::usage,
        fmt::format("`{}` is no server: {}", exercise.id,
                    exercise.kind == "sql" ? "its statements run in SQLite" : "its program reads stdin"),
        "`bexercise test` runs it");
  if (!bench->program)
    return told(session, fail(ErrorKind::usage, bench->why, "`bexercise test` says the same").value(),
                static_cast<int>(ExitCode::failed));
  Service service(session, std::move(*gate));
  const auto result = service.run(session, *bench);
  if (!result) return refuse(result.error());
  return answer_of(session, service, *result, bench->program->limits);
}

} // namespace bex::cli
