// The side of `clone` that waits: libgit2 reads a hostile repository in a process of its own, which can be
// ended at any moment and which takes nothing with it when it fails.
#include "runner/store/git.hpp"

#include "runner/store/entry.hpp"
#include "runner/store/git_session.hpp"
#include "sandboxes/base/fd.hpp"
#include "sandboxes/base/file.hpp"
#include "sandboxes/base/interrupt.hpp"
#include "sandboxes/base/text.hpp"

#include <algorithm>
#include <array>
#include <cerrno>
#include <charconv>
#include <csignal>
#include <cstring>
#include <optional>
#include <poll.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

namespace bex::store {
namespace {

constexpr std::size_t longest_message = 16u << 10;
constexpr int patience = 300'000; // ms for someone who is asked for a password
constexpr std::size_t longest_field = 4u << 10;

std::uint64_t number_of(const std::string& text) {
  std::uint64_t number = 0;
  std::from_chars(text.data(), text.data() + text.size(), number);
  return number;
}

void limit(int what, rlim_t most) {
  const struct rlimit value{most, most};
  ::setrlimit(static_cast<__rlimit_resource>(what), &value);
}

// A repository can claim objects of any size: then this process fails, not the machine.
void limit_this_process([[maybe_unused]] const TreeLimits& limits) {
  limit(RLIMIT_CORE, 0);
  limit(RLIMIT_FSIZE, 4 * limits.bytes + (64u << 20));
#if !defined(__SANITIZE_ADDRESS__) && !defined(__SANITIZE_THREAD__) // they map terabytes
  limit(RLIMIT_AS, std::uint64_t{4} << 30);
#endif
}

struct Job {
  Address address;
  std::string ref;
  fs::path tree, scratch;
  TreeLimits limits;
};

[[noreturn]] void work(const Job& job, int fd, pid_t parent) {
  ::prctl(PR_SET_PDEATHSIG, SIGKILL);
  if (::getppid() != parent) ::_exit(1);
  for (const int signal : {SIGINT, SIGTERM, SIGHUP}) ::signal(signal, SIG_DFL);
  for (const int signal : {SIGPIPE, SIGXFSZ}) ::signal(signal, SIG_IGN);
  limit_this_process(job.limits);
  Channel channel(fd);
  const auto done = check_out(job.address, job.ref, job.tree, job.scratch, job.limits, channel);
  if (done)
    channel.send({"done", done->commit, done->ref});
  else
    channel.send({"failed", std::to_string(static_cast<int>(done.error().kind)), done.error().what,
                  done.error().help});
  ::_exit(0);
}

// Ends the process when it is given up, in whatever way.
class Child {
 public:
  explicit Child(pid_t pid) : pid_(pid) {}
  Child(const Child&) = delete;
  Child& operator=(const Child&) = delete;
  ~Child() {
    if (pid_ <= 0) return;
    ::kill(pid_, SIGKILL);
    static_cast<void>(wait());
  }
  int wait() {
    int status = 0;
    while (::waitpid(pid_, &status, 0) < 0 && errno == EINTR) {
    }
    pid_ = 0;
    return status;
  }

 private:
  pid_t pid_;
};

class Listener {
 public:
  Listener(const Job& job, int fd, const std::function<void(const Transfer&)>& progress)
      : job_(job), fd_(fd), progress_(progress) {}

  // Until the child has said how it ended. No value: it ended without a word.
  std::optional<Result<Checkout>> listen() {
    for (int timeout = idle();;) {
      std::array<pollfd, 2> watched{pollfd{fd_, POLLIN, 0}, pollfd{interrupt_fd(), POLLIN, 0}};
      const int ready = ::poll(watched.data(), watched.size(), timeout);
      if (interrupted() || watched[1].revents != 0) return fail(ErrorKind::interrupted, "interrupted");
      if (ready < 0 && errno == EINTR) continue;
      if (ready < 0) return fail_errno(ErrorKind::machine, "could not wait for git", errno);
      if (ready == 0)
        return fail(ErrorKind::machine,
                    "`" + job_.address.url + "` has sent nothing for " +
                        std::to_string(job_.limits.idle.count() / 1000) + " s",
                    "check your connection, then run the same command again");
      std::string message(longest_message, '\0');
      const auto size = ::recv(fd_, message.data(), message.size(), 0);
      if (size < 0 && errno == EINTR) continue;
      if (size <= 0) return std::nullopt;
      message.resize(static_cast<std::size_t>(size));
      const auto fields = parse_message(message);
      if (auto end = end_of(fields)) return end;
      timeout = fields[0] == "asking" ? std::max(idle(), patience) : idle();
      if (fields[0] == "progress" && fields.size() == 4)
        tell({number_of(fields[1]), number_of(fields[2]), number_of(fields[3])});
    }
  }

 private:
  [[nodiscard]] int idle() const { return static_cast<int>(job_.limits.idle.count()); }

  static std::optional<Result<Checkout>> end_of(const std::vector<std::string>& fields) {
    if (fields[0] == "done" && fields.size() == 3) return Checkout{fields[1], fields[2]};
    if (fields[0] == "failed" && fields.size() == 4)
      return fail(static_cast<ErrorKind>(number_of(fields[1])), fields[2], fields[3]);
    return std::nullopt;
  }

  void tell(const Transfer& transfer) const {
    if (progress_ && transfer.total_objects > 0) progress_(transfer);
  }

  const Job& job_;
  int fd_;
  const std::function<void(const Transfer&)>& progress_;
};

Result<Checkout> run(const Job& job, const std::function<void(const Transfer&)>& progress) {
  int ends[2];
  if (::socketpair(AF_UNIX, SOCK_SEQPACKET | SOCK_CLOEXEC, 0, ends) != 0)
    return fail_errno(ErrorKind::machine, "could not make a socket", errno);
  const Fd ours(ends[0]);
  Fd theirs(ends[1]);
  const pid_t parent = ::getpid();
  const pid_t pid = ::fork();
  if (pid == 0) work(job, theirs.get(), parent);
  if (pid < 0) return fail_errno(ErrorKind::machine, "could not start a process", errno);
  Child child(pid);
  theirs.reset();
  if (auto end = Listener(job, ours.get(), progress).listen()) return std::move(*end);
  const int status = child.wait();
  const int signal = WIFSIGNALED(status) ? WTERMSIG(status) : 0;
  // Ctrl-C goes to all processes of the terminal; the child may be the first to see it.
  if (signal == SIGINT || signal == SIGTERM || signal == SIGHUP)
    return fail(ErrorKind::interrupted, "interrupted");
  return fail(ErrorKind::machine,
              "reading the repository ended early" +
                  (signal != 0 ? ": " + std::string(::strsignal(signal)) : std::string()),
              "the repository may be damaged, or too large for this machine");
}

} // namespace

void Channel::send(const std::vector<std::string>& fields) const {
  std::string message;
  for (const auto& field : fields) {
    if (&field != &fields.front()) message += '\0';
    message += field.substr(0, longest_field);
  }
  while (::send(fd_, message.data(), message.size(), MSG_NOSIGNAL) < 0 && errno == EINTR) {
  }
}

void Channel::progress(const Transfer& transfer) {
  const auto now = system_clock().now();
  const bool complete = transfer.total_objects > 0 && transfer.objects == transfer.total_objects;
  if (!complete && last_ != Nanos{} && now - last_ < Millis(50)) return;
  last_ = now;
  send({"progress", std::to_string(transfer.objects), std::to_string(transfer.total_objects),
        std::to_string(transfer.bytes)});
}

std::vector<std::string> parse_message(std::string_view message) {
  std::vector<std::string> fields;
  for (const auto field : split(message, '\0')) fields.emplace_back(field);
  return fields;
}

Result<Checkout> clone(const std::string& url, const std::string& ref, const fs::path& folder,
                       const TreeLimits& limits, const std::function<void(const Transfer&)>& progress) {
  auto address = parse_address(url);
  if (!address) return tl::unexpected<Error>(std::move(address.error()));
  auto temporary = TempDir::make(folder.parent_path());
  if (!temporary) return tl::unexpected<Error>(std::move(temporary.error()));
  const Job job{std::move(*address), ref, temporary->path() / "tree", temporary->path() / "git", limits};
  auto done = run(job, progress);
  if (!done) return done;
  if (::rename(job.tree.c_str(), folder.c_str()) !=
      0) // rename(2): a folder that is not empty is never replaced
    return fail_errno(ErrorKind::machine, "could not make the folder `" + folder.string() + "`", errno);
  return done;
}

} // namespace bex::store
