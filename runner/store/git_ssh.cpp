#include "runner/store/git_ssh.hpp"

#include "runner/store/entry.hpp"
#include "sandboxes/base/text.hpp"

#include <array>
#include <cerrno>
#include <csignal>
#include <cstdlib>
#include <fcntl.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <unistd.h>

namespace bex::store {
namespace {

constexpr std::size_t most_words = 4096;

// Behind a command of the user's: the shell that runs it would die of a signal alone, and leave it running.
constexpr const char* passed_on = " \"$@\" <&3 3<&- & trap 'kill $!' TERM INT HUP; exec 3<&-; wait $!";

// Always in quotes: the far side's shell reads it.
std::string quoted_for_shell(std::string_view text) {
  std::string out = "'";
  for (const char letter : text) {
    if (letter == '\'')
      out += "'\\''";
    else
      out += letter;
  }
  return out + "'";
}

// ssh://host/~me/x means a path in a home, as git has it.
std::string far_path(const Address& address) {
  if (address.url.find("://") == std::string::npos || address.path.starts_with('~')) return address.path;
  return "/" + address.path;
}

[[noreturn]] void run(const std::vector<std::string>& command, int in, int out, int words) {
  ::prctl(PR_SET_PDEATHSIG, SIGTERM);
  ::signal(SIGPIPE, SIG_DFL);
  std::vector<char*> pointers;
  for (const auto& word : command) pointers.push_back(const_cast<char*>(word.c_str()));
  pointers.push_back(nullptr);
  if (::dup2(in, 0) >= 0 && ::dup2(out, 1) >= 0 && ::dup2(words, 2) >= 0)
    ::execvp(pointers[0], pointers.data());
  static_cast<void>(write_all(words, with_errno("could not start `" + command[0] + "`", errno)));
  ::_exit(127);
}

} // namespace

Result<std::vector<std::string>> ssh_command(const Address& address, bool someone_is_there) {
  const auto colon = address.host.starts_with('[') ? address.host.find(':', address.host.find(']'))
                                                   : address.host.rfind(':');
  auto host = address.host.substr(0, colon);
  if (host.starts_with('[') && host.ends_with(']')) host = host.substr(1, host.size() - 2);
  const auto port = colon == std::string::npos ? "" : address.host.substr(colon + 1);
  if (host.empty() || host.front() == '-' || address.user.starts_with('-') ||
      far_path(address).starts_with('-') || port.find_first_not_of("0123456789") != std::string::npos)
    return fail(ErrorKind::usage, "`" + address.url + "` names no repository",
                "write it as ssh://user@host/path");
  std::vector<std::string> command;
  if (const char* own = std::getenv("GIT_SSH_COMMAND"); own && *own) {
    command = {"sh", "-c", "exec 3<&0; " + std::string(own) + passed_on, own};
  } else {
    command = {"ssh", "-o", "ConnectTimeout=30"};
    if (!someone_is_there) command.insert(command.end(), {"-o", "BatchMode=yes"});
  }
  if (!port.empty()) command.insert(command.end(), {"-p", port});
  command.push_back(address.user.empty() ? host : address.user + "@" + host);
  command.push_back("git-upload-pack " + quoted_for_shell(far_path(address)));
  return command;
}

Ssh::Ssh(const Address& address, const Channel& channel) : address_(address), channel_(channel) {
  stream_.ssh = subtransport_.ssh = this;
  stream_.subtransport = &subtransport_;
  stream_.read = [](git_smart_subtransport_stream* stream, char* buffer, std::size_t size, std::size_t* got) {
    return static_cast<Stream*>(stream)->ssh->read(buffer, size, got);
  };
  stream_.write = [](git_smart_subtransport_stream* stream, const char* buffer, std::size_t size) {
    return write_all(static_cast<Stream*>(stream)->ssh->to_.get(), {buffer, size}) == 0 ? 0 : -1;
  };
  stream_.free = [](git_smart_subtransport_stream*) {}; // a part of this object
  subtransport_.action = [](git_smart_subtransport_stream** out, git_smart_subtransport* transport,
                            const char*, git_smart_service_t) {
    auto* ssh = static_cast<Subtransport*>(transport)->ssh;
    *out = &ssh->stream_;
    return ssh->process_ > 0 ? 0 : ssh->start(); // the listing and the pack come over one connection
  };
  subtransport_.close = [](git_smart_subtransport* transport) {
    static_cast<Subtransport*>(transport)->ssh->end();
    return 0;
  };
  subtransport_.free = [](git_smart_subtransport*) {};
  definition_.rpc = 0;
  definition_.param = this;
  definition_.callback = [](git_smart_subtransport** out, git_transport*, void* ssh) {
    *out = &static_cast<Ssh*>(ssh)->subtransport_;
    return 0;
  };
}

Ssh::~Ssh() {
  end();
}

int Ssh::make_transport(git_transport** out, git_remote* owner) {
  return git_transport_smart(out, owner, &definition_);
}

int Ssh::start() {
  const auto command = ssh_command(address_, ::isatty(STDIN_FILENO) != 0);
  int in[2], out[2];
  if (!command || ::pipe2(in, O_CLOEXEC) != 0) return -1;
  const Fd in_read(in[0]);
  to_ = Fd(in[1]);
  if (::pipe2(out, O_CLOEXEC) != 0) return -1;
  from_ = Fd(out[0]);
  const Fd out_write(out[1]);
  words_ = Fd(::memfd_create("words", MFD_CLOEXEC));
  if (!words_) return -1;
  channel_.asking(); // ssh may ask for a passphrase, or for a touch
  process_ = ::fork();
  if (process_ == 0) run(*command, in_read.get(), out_write.get(), words_.get());
  return process_ > 0 ? 0 : -1;
}

void Ssh::end() {
  to_.reset();
  from_.reset();
  if (process_ <= 0) return;
  ::kill(process_, SIGTERM);
  while (::waitpid(process_, nullptr, 0) < 0 && errno == EINTR) {
  }
  process_ = 0;
}

int Ssh::read(char* buffer, std::size_t size, std::size_t* got) {
  ssize_t n = 0;
  do n = ::read(from_.get(), buffer, size);
  while (n < 0 && errno == EINTR);
  channel_.answered();
  *got = n > 0 ? static_cast<std::size_t>(n) : 0;
  if (n == 0 && process_ > 0) { // it has said, or is about to say, why
    to_.reset();
    while (::waitpid(process_, nullptr, 0) < 0 && errno == EINTR) {
    }
    process_ = 0;
  }
  return n < 0 ? -1 : 0;
}

std::string Ssh::said() const {
  std::array<char, most_words> words{};
  const auto size = words_ ? ::pread(words_.get(), words.data(), words.size(), 0) : 0;
  std::string text;
  for (const auto line :
       split(std::string_view(words.data(), size > 0 ? static_cast<std::size_t>(size) : 0), '\n'))
    if (const auto part = printable(trim(line)); !part.empty()) text += (text.empty() ? "" : "; ") + part;
  return text;
}

} // namespace bex::store
