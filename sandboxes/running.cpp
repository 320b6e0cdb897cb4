#include "sandboxes/running.hpp"

#include "sandboxes/accounting.hpp"
#include "sandboxes/service.hpp"
#include "sandboxes/sock_diag.hpp"
#include "sandboxes/supervision.hpp"
#include "sandboxes/tcp_table.hpp"

#include <algorithm>
#include <arpa/inet.h>
#include <cerrno>
#include <condition_variable>
#include <fcntl.h>
#include <fmt/format.h>
#include <poll.h>
#include <set>
#include <sys/socket.h>
#include <system_error>
#include <thread>
#include <unistd.h>
#include <utility>

namespace bex {
namespace {

// A full backlog makes the kernel try again after 1 s and 3 s (tcp(7), tcp_syn_retries).
constexpr int connect_patience_ms = 3500;

tl::unexpected<Error> no_socket(std::uint16_t port, int error) {
  return fail_errno(ErrorKind::machine, fmt::format("could not connect to port {}", port), error);
}

// Inodes of the sockets that the processes have open.
std::set<std::uint64_t> sockets_of(const std::vector<pid_t>& processes) {
  std::set<std::uint64_t> inodes;
  for (const pid_t pid : processes) {
    std::error_code code;
    for (fs::directory_iterator at(fmt::format("/proc/{}/fd", pid), code), end; !code && at != end;
         at.increment(code)) {
      std::error_code gone;
      const std::string target = fs::read_symlink(at->path(), gone).string();
      if (!gone && target.starts_with("socket:["))
        inodes.insert(std::strtoull(target.c_str() + 8, nullptr, 10));
    }
  }
  return inodes;
}

// 0 or errno; ETIMEDOUT when there is no answer after `patience_ms`.
int connect_within(int socket, const sockaddr* address, socklen_t size, int patience_ms) {
  if (::connect(socket, address, size) == 0) return 0;
  if (errno != EINPROGRESS) return errno;
  pollfd watched{socket, POLLOUT, 0};
  const int ready = ::poll(&watched, 1, patience_ms);
  if (ready <= 0) return ready == 0 ? ETIMEDOUT : errno;
  int error = 0;
  socklen_t length = sizeof error;
  return ::getsockopt(socket, SOL_SOCKET, SO_ERROR, &error, &length) == 0 ? error : errno;
}

class Run final : public Running {
 public:
  Run(PreparedRun prepared, Level level)
      : prepared_(std::move(prepared)), level_(level),
        supervision_(prepared_.limits, level, prepared_.lease ? prepared_.lease->group.get() : nullptr,
                     true) {}

  ~Run() override {
    supervision_.ask_to_end();
    if (thread_.joinable()) thread_.join();
  }

  Result<void> begin() {
    try {
      thread_ = std::thread([this] { see_through(); });
    } catch (const std::system_error& e) {
      return fail_errno(ErrorKind::machine, "could not start a thread", e.code().value());
    }
    std::unique_lock lock(mutex_);
    changed_.wait(lock, [&] { return init_ > 0 || done_; });
    return {};
  }

  Result<Fd> connect(std::uint16_t port) override {
    sockaddr_in four{};
    four.sin_family = AF_INET;
    four.sin_port = htons(port);
    four.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    auto socket = connect_to(AF_INET, port, reinterpret_cast<const sockaddr*>(&four), sizeof four);
    if (socket) return socket;
    sockaddr_in6 six{};
    six.sin6_family = AF_INET6;
    six.sin6_port = htons(port);
    six.sin6_addr = in6addr_loopback;
    auto other = connect_to(AF_INET6, port, reinterpret_cast<const sockaddr*>(&six), sizeof six);
    return other ? std::move(other) : std::move(socket); // what 127.0.0.1 said is what people expect
  }

  bool has_room(std::uint16_t port) override {
    const auto sockets = ask_kernel();
    return !sockets || std::none_of(sockets->begin(), sockets->end(), [&](const ListeningSocket& socket) {
      return socket.listener.port == port && socket.waiting > socket.backlog;
    });
  }

  std::optional<std::size_t> unread(int socket) override {
    sockaddr_storage own{}, other{};
    socklen_t own_size = sizeof own, other_size = sizeof other;
    if (!has_diagnosis() || ::getsockname(socket, reinterpret_cast<sockaddr*>(&own), &own_size) != 0)
      return std::nullopt;
    if (::getpeername(socket, reinterpret_cast<sockaddr*>(&other), &other_size) != 0) return 0; // it is over
    const auto waiting = bytes_waiting(diagnosis_.get(), other, own);
    return waiting ? std::optional(*waiting) : std::nullopt;
  }

  Result<std::vector<Listener>> listeners() override {
    std::vector<Listener> all;
    if (const auto sockets = ask_kernel()) {
      for (const auto& socket : *sockets) all.push_back(socket.listener);
      return all;
    }
    if (!proc_) return all;
    std::set<std::uint64_t> own;
    if (!prepared_.plan.confined) own = sockets_of(usage_below(init_).processes);
    for (const char* table : {"net/tcp", "net/tcp6"}) {
      const Fd fd(::openat(proc_.get(), table, O_RDONLY | O_CLOEXEC));
      if (!fd) continue; // no IPv6, or the end has come
      const auto text = read_to_end(fd.get());
      if (!text) continue;
      for (auto& row : parse_tcp_table(*text))
        if (prepared_.plan.confined || own.contains(row.inode)) all.push_back(std::move(row.listener));
    }
    return all;
  }

  std::optional<Census> census() override {
    if (ended()) return std::nullopt;
    const Usage usage = usage_below(init_);
    const auto descriptors = descriptors_of(usage.processes);
    if (!descriptors || usage.processes.empty()) return std::nullopt;
    return Census{usage.processes.size(), usage.tasks, *descriptors, usage.memory, usage.cpu};
  }

  const std::optional<RunResult>& ended() override {
    const std::scoped_lock lock(mutex_);
    if (done_ && !shown_) shown_ = std::move(result_);
    return shown_;
  }

  std::string log(std::size_t limit) override { return supervision_.log(limit); }

  void terminate() override { supervision_.terminate(); }

  RunResult stop(Millis grace) override {
    supervision_.ask_to_stop(grace);
    std::unique_lock lock(mutex_);
    changed_.wait(lock, [&] { return done_; });
    if (!shown_) shown_ = std::move(result_);
    return *shown_;
  }

 private:
  void see_through() {
    auto result = carry_out(prepared_, supervision_, level_, [this](Box& box) {
      const std::scoped_lock lock(mutex_);
      init_ = box.pid;
      service_ = std::move(box.service);
      // Init is not reaped yet, so the number is its own; the descriptor stays its own for ever.
      proc_ = Fd(::open(fmt::format("/proc/{}", init_).c_str(), O_PATH | O_DIRECTORY | O_CLOEXEC));
      changed_.notify_all();
    });
    const std::scoped_lock lock(mutex_);
    if (result) {
      result_ = std::move(*result);
    } else {
      result_.emplace();
      result_->level = level_;
      result_->ending = Stopped{}; // interrupted, or what was to be collected could not be
    }
    done_ = true;
    changed_.notify_all();
  }

  // Nothing where the kernel has no sock_diag, or where the network is not the run's own: then the tables of
  // /proc tell.
  std::optional<std::vector<ListeningSocket>> ask_kernel() {
    if (!prepared_.plan.confined || !has_diagnosis()) return std::nullopt;
    auto sockets = listening_sockets(diagnosis_.get());
    no_diagnosis_ = !sockets;
    return sockets ? std::optional(std::move(*sockets)) : std::nullopt;
  }

  bool has_diagnosis() {
    if (!diagnosis_ && !no_diagnosis_) {
      auto socket = socket_inside(AF_NETLINK, 0);
      const timeval patience{1, 0};
      if (socket && ::setsockopt(socket->get(), SOL_SOCKET, SO_RCVTIMEO, &patience, sizeof patience) == 0)
        diagnosis_ = std::move(*socket);
      no_diagnosis_ = !diagnosis_;
    }
    return diagnosis_ && !no_diagnosis_;
  }

  // A connection beyond the server's backlog is dropped and tried again a second later (tcp(7)): better to
  // come when there is room.
  void wait_for_room(std::uint16_t port) {
    for (int tries = 0; tries < 200 && !has_room(port); ++tries) ::poll(nullptr, 0, 1);
  }

  // A new socket of the run's own network. One for IPv4 is asked for ahead: init makes it while the last one
  // is in use.
  Result<Fd> socket_inside(int family, std::uint16_t port) {
    if (asked_ahead_ && family != AF_INET) {
      asked_ahead_ = false;
      if (auto unused = receive_socket(port); !unused) return unused;
    }
    if (!std::exchange(asked_ahead_, false) && !ask_for_socket(service_, family))
      return no_socket(port, ECONNREFUSED);
    return receive_socket(port);
  }

  Result<Fd> receive_socket(std::uint16_t port) {
    auto socket = bex::receive_socket(service_);
    if (!socket) return no_socket(port, socket.error());
    return std::move(*socket);
  }

  // Over a loopback a handshake is over when connect(2) returns, unless the server's queue is full: then
  // the kernel drops the first packet and tries again a second later. A new socket when there is room is
  // faster.
  Result<Fd> connect_to(int family, std::uint16_t port, const sockaddr* address, socklen_t size) {
    auto socket = socket_inside(family, port);
    if (!socket) return socket;
    int error = connect_within(socket->get(), address, size, 0);
    if (error == ETIMEDOUT) {
      wait_for_room(port);
      socket = socket_inside(family, port);
      if (!socket) return socket;
      error = connect_within(socket->get(), address, size, connect_patience_ms);
    }
    if (error != 0) return no_socket(port, error);
    if (family == AF_INET) asked_ahead_ = ask_for_socket(service_, family);
    return socket;
  }

  PreparedRun prepared_;
  Level level_;
  Supervision supervision_;
  std::mutex mutex_;
  std::condition_variable changed_;
  pid_t init_ = -1;
  Fd service_, proc_, diagnosis_;
  bool no_diagnosis_ = false;
  bool asked_ahead_ = false; // a socket for IPv4 is on its way
  bool done_ = false;
  std::optional<RunResult> result_, shown_;
  std::thread thread_;
};

} // namespace

Result<std::unique_ptr<Running>> start_running(PreparedRun prepared, Level level) {
  auto run = std::make_unique<Run>(std::move(prepared), level);
  if (auto begun = run->begin(); !begun) return tl::unexpected<Error>(begun.error());
  return run;
}

} // namespace bex
