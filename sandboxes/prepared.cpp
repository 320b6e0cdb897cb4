#include "sandboxes/prepared.hpp"

#include "sandboxes/child.hpp"
#include "sandboxes/init/init.hpp"

#include <cerrno>
#include <csignal>
#include <fcntl.h>
#include <fmt/format.h>
#include <iterator>
#include <sched.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

namespace bex {
namespace {

constexpr std::uint64_t namespaces = CLONE_NEWUSER | CLONE_NEWNS | CLONE_NEWNET | CLONE_NEWUTS;

// Each holds four descriptors, and the kernel some hundred KiB.
constexpr std::size_t most_idle = 16;

// True when it is gone.
bool reap(pid_t& init, int flags) {
  if (init <= 0) return true;
  if (flags == 0) ::kill(init, SIGKILL); // its work is done; nothing waits for a program's sake
  pid_t got;
  do got = ::waitpid(init, nullptr, flags);
  while (got < 0 && errno == EINTR);
  if (got == 0) return false;
  init = -1;
  return true;
}

tl::unexpected<NotStarted> refused(const char* step, int error) {
  return tl::unexpected<NotStarted>(NotStarted{step, error});
}

// user_namespaces(7): a map of more than the caller's own id needs CAP_SETUID above, and a group map without
// it `deny`.
int write_maps(pid_t pid, const Ids& ids) {
  const auto base = fmt::format("/proc/{}/", pid);
  const auto map = [&](unsigned caller, unsigned program) {
    return ids.two ? fmt::format("0 {} 1\n{} {} 1\n", caller, inner_id, program)
                   : fmt::format("{} {} 1\n", inner_id, caller);
  };
  if (!ids.two)
    if (const int error = write_text(base + "setgroups", "deny")) return error;
  if (const int error = write_text(base + "uid_map", map(::geteuid(), ids.uid))) return error;
  return write_text(base + "gid_map", map(::getegid(), ids.gid));
}

bool open_namespaces(pid_t pid, PreparedBox& box) {
  const auto open = [&](const char* name) {
    return Fd(::open(fmt::format("/proc/{}/ns/{}", pid, name).c_str(), O_RDONLY | O_CLOEXEC));
  };
  box.user = open("user"), box.mount = open("mnt"), box.network = open("net"), box.uts = open("uts");
  return box.user && box.mount && box.network && box.uts;
}

} // namespace

tl::expected<PreparedBox, NotStarted> prepare_box(Ops& ops, const Ids& ids,
                                                  const std::function<void()>& meanwhile) {
  Fd status, theirs;
  if (!make_sockets(status, theirs)) return refused("make pipes", errno);
  auto builder = std::make_unique<Child>(namespaces, [&] { init::build_prepared(ops, theirs.get()); });
  if (!*builder) return refused("make the namespaces", builder->error());
  theirs.reset();
  if (const int error = write_maps(builder->pid(), ids)) return refused("map user ids", error);
  const auto order = static_cast<char>(init::Order::go);
  const bool sent = ::send(status.get(), &order, 1, MSG_NOSIGNAL) == 1;
  if (sent) meanwhile();
  init::Notice notice;
  if (!sent || ::recv(status.get(), &notice, sizeof notice, 0) != static_cast<ssize_t>(sizeof notice))
    return refused("keep the init inside alive", ESRCH);
  if (notice.kind == init::Notice::Kind::failed)
    return tl::unexpected<NotStarted>(
        NotStarted{step_of(ops.ops.at(static_cast<std::size_t>(notice.step))), notice.error});
  PreparedBox box;
  if (!open_namespaces(builder->pid(), box)) return refused("hold the namespaces", errno);
  box.builder = std::move(builder);
  return box;
}

Pool::~Pool() {
  for (auto& entry : idle_) reap(entry.init, 0);
}

std::optional<PreparedBox> Pool::take(const std::string& key) {
  const std::scoped_lock lock(mutex_);
  for (auto& entry : idle_) {
    if (entry.key != key || !reap(entry.init, WNOHANG)) continue;
    Entry found = std::move(entry);
    idle_.erase(idle_.begin() + (&entry - idle_.data()));
    return std::move(found.box);
  }
  return std::nullopt;
}

void Pool::give_back(const std::string& key, PreparedBox box, pid_t init) {
  const std::scoped_lock lock(mutex_);
  idle_.push_back({key, std::move(box), init});
}

void Pool::trim() {
  std::vector<Entry> over;
  {
    const std::scoped_lock lock(mutex_);
    if (idle_.size() <= most_idle) return;
    const auto end = idle_.end() - static_cast<std::ptrdiff_t>(most_idle);
    over.assign(std::make_move_iterator(idle_.begin()), std::make_move_iterator(end));
    idle_.erase(idle_.begin(), end);
  }
  for (auto& entry : over) reap(entry.init, 0);
}

} // namespace bex
