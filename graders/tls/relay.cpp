#include "graders/tls/relay.hpp"

#include <fcntl.h>
#include <openssl/err.h>
#include <poll.h>
#include <sys/eventfd.h>
#include <sys/socket.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <csignal>
#include <mutex>
#include <thread>
#include <vector>

namespace bex::tls {
namespace {

constexpr std::size_t at_a_time = 16 << 10; // a TLS record has no more (RFC 8446 section 5.1)

// What is under way in one direction.
struct Flow {
  std::string bytes;
  bool over = false; // no more will come
  bool told = false; // and the other side knows
};

struct Pair {
  SessionPtr session; // before its socket
  Fd wire, plain;
  Flow out, in;             // from the plain side to the wire, and back
  bool ready = false;       // the handshake is done
  bool wants_write = false; // TLS waits for room on the wire
  bool failed = false;
  bool left = false; // nobody is at the plain end any more

  // Free of both sockets.
  void end() {
    session.reset();
    wire.reset();
    plain.reset();
  }
};

// What a call of TLS came to: true when it got on; else it waits or has failed.
bool got_on(Pair& pair, int result) {
  pair.wants_write = false;
  if (result > 0) return true;
  const int code = libssl()->get_error(pair.session.get(), result);
  if (code == SSL_ERROR_WANT_WRITE)
    pair.wants_write = true;
  else if (code == SSL_ERROR_ZERO_RETURN)
    pair.in.over = true;
  else if (code != SSL_ERROR_WANT_READ)
    pair.failed = true;
  ::ERR_clear_error();
  return false;
}

// The bytes that come at the plain end; false when there are none now.
bool take(Pair& pair) {
  if (pair.out.over || !pair.out.bytes.empty()) return false;
  pair.out.bytes.resize(at_a_time);
  const ssize_t count = ::recv(pair.plain.get(), pair.out.bytes.data(), at_a_time, MSG_DONTWAIT);
  pair.out.bytes.resize(count > 0 ? static_cast<std::size_t>(count) : 0);
  if (count == 0 || (count < 0 && errno != EAGAIN && errno != EINTR)) pair.out.over = true;
  return count > 0;
}

void send_out(Pair& pair) {
  const Libssl& ssl = *libssl();
  do {
    while (!pair.out.bytes.empty() && !pair.failed) {
      const int size = static_cast<int>(pair.out.bytes.size());
      const int count = ssl.write(pair.session.get(), pair.out.bytes.data(), size);
      if (!got_on(pair, count)) return;
      pair.out.bytes.erase(0, static_cast<std::size_t>(count));
    }
  } while (!pair.failed && take(pair));
  if (!pair.out.over || pair.out.told || pair.failed) return;
  pair.out.told = true;
  ssl.shutdown(pair.session.get());
  ::shutdown(pair.wire.get(), SHUT_WR);
  ::ERR_clear_error();
}

bool deliver(Pair& pair) {
  while (!pair.in.bytes.empty()) {
    const ssize_t count =
        ::send(pair.plain.get(), pair.in.bytes.data(), pair.in.bytes.size(), MSG_NOSIGNAL | MSG_DONTWAIT);
    if (count < 0 && errno == EAGAIN) return false;
    if (count < 0) return pair.failed = true, false; // nobody reads it any more
    pair.in.bytes.erase(0, static_cast<std::size_t>(count));
  }
  return true;
}

void bring_in(Pair& pair) {
  const Libssl& ssl = *libssl();
  while (deliver(pair) && !pair.in.over && !pair.failed) {
    pair.in.bytes.resize(at_a_time);
    const int count = ssl.read(pair.session.get(), pair.in.bytes.data(), static_cast<int>(at_a_time));
    pair.in.bytes.resize(count > 0 ? static_cast<std::size_t>(count) : 0);
    if (!got_on(pair, count)) break;
  }
  if (!pair.in.over || !pair.in.bytes.empty() || pair.in.told) return;
  pair.in.told = true;
  ::shutdown(pair.plain.get(), SHUT_WR);
}

void work_on(Pair& pair, bool left) {
  pair.left = pair.left || left;
  if (!pair.ready) pair.ready = got_on(pair, libssl()->do_handshake(pair.session.get()));
  if (pair.ready && !pair.failed) bring_in(pair);
  if (pair.ready && !pair.failed) send_out(pair);
  const bool over = pair.in.told && pair.out.told;
  const bool forsaken = pair.left && pair.out.bytes.empty() && (pair.out.told || !pair.ready);
  if (pair.failed || over || forsaken) pair.end();
}

} // namespace

struct Relay::Work {
  Fd wake{::eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK)};
  std::mutex mutex;
  std::vector<Pair> arriving; // with the mutex, as `over`
  bool over = false;
  std::vector<Pair> pairs; // of the thread alone
  std::thread thread;

  void rouse() const {
    const std::uint64_t one = 1;
    (void)!::write(wake.get(), &one, sizeof one);
  }

  // New pairs are worked on at once: a client has to speak first.
  bool take_in() {
    std::uint64_t count = 0;
    (void)!::read(wake.get(), &count, sizeof count);
    const std::scoped_lock lock(mutex);
    for (Pair& pair : arriving) {
      work_on(pair, false);
      pairs.push_back(std::move(pair));
    }
    arriving.clear();
    return !over;
  }

  void carry() {
    // OpenSSL writes by write(2), which raises it where nobody reads any more.
    sigset_t broken;
    sigemptyset(&broken);
    sigaddset(&broken, SIGPIPE);
    ::pthread_sigmask(SIG_BLOCK, &broken, nullptr);
    while (take_in()) {
      std::erase_if(pairs, [](const Pair& pair) { return !pair.wire; });
      std::vector<pollfd> watched{{wake.get(), POLLIN, 0}};
      for (const Pair& pair : pairs) {
        short wire = pair.in.bytes.empty() && !pair.in.over ? POLLIN : 0;
        if (pair.wants_write) wire |= POLLOUT;
        short plain = pair.ready && pair.out.bytes.empty() && !pair.out.over ? POLLIN : 0;
        if (!pair.in.bytes.empty()) plain |= POLLOUT;
        watched.push_back({wire != 0 ? pair.wire.get() : -1, wire, 0});
        watched.push_back({pair.left ? -1 : pair.plain.get(), plain, 0}); // a hang-up never ends
      }
      if (::poll(watched.data(), watched.size(), -1) < 0) continue;
      for (std::size_t i = 0; i < pairs.size(); ++i) {
        const int wire = watched[2 * i + 1].revents, plain = watched[2 * i + 2].revents;
        if (wire != 0 || plain != 0) work_on(pairs[i], (plain & (POLLHUP | POLLERR)) != 0);
      }
    }
  }
};

Relay::Relay() : work_(std::make_unique<Work>()) {}

Relay::~Relay() {
  {
    const std::scoped_lock lock(work_->mutex);
    work_->over = true;
  }
  work_->rouse();
  if (work_->thread.joinable()) work_->thread.join();
}

Fd Relay::carry(Fd socket, SessionPtr session) {
  int ends[2] = {-1, -1};
  if (!session || ::socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0, ends) != 0) return {};
  Pair pair;
  pair.wire = std::move(socket);
  pair.session = std::move(session);
  pair.plain = Fd(ends[1]);
  {
    const std::scoped_lock lock(work_->mutex);
    work_->arriving.push_back(std::move(pair));
    if (!work_->thread.joinable()) work_->thread = std::thread([this] { work_->carry(); });
  }
  work_->rouse();
  return Fd(ends[0]);
}

} // namespace bex::tls
