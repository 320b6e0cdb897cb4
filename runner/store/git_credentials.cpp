#include "runner/store/git_session.hpp"
#include "sandboxes/base/fd.hpp"
#include "sandboxes/base/text.hpp"

#include <cerrno>
#include <csignal>
#include <cstdlib>
#include <fcntl.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <unistd.h>

namespace bex::store {
namespace {

// Hosts take a token as the password of any user name; this is the one that says what it is.
constexpr const char* token_user = "x-access-token";

bool is_loopback(const std::string& host) {
  const auto name =
      host.starts_with('[') ? host.substr(0, host.find(']') + 1) : host.substr(0, host.find(':'));
  return name == "localhost" || name == "127.0.0.1" || name == "[::1]";
}

[[noreturn]] void run_git(const char* verb, int in, int out) {
  ::prctl(PR_SET_PDEATHSIG, SIGTERM);
  ::signal(SIGPIPE, SIG_DFL);
  // Not the current folder's configuration: a helper named there would be run.
  if (::chdir("/") != 0 || ::dup2(in, 0) < 0 || ::dup2(out, 1) < 0) ::_exit(127);
  ::execlp("git", "git", "credential", verb, nullptr);
  ::_exit(127);
}

// What `git credential VERB` answers to `request`; empty when it fails.
std::string git_credential_says(const char* verb, const std::string& request) {
  int in[2], out[2];
  if (::pipe2(in, O_CLOEXEC) != 0) return {};
  Fd in_read(in[0]), in_write(in[1]);
  if (::pipe2(out, O_CLOEXEC) != 0) return {};
  Fd out_read(out[0]), out_write(out[1]);
  // git asks at /dev/tty; when nobody sits at the terminal it shall fail and not wait.
  if (!::isatty(STDIN_FILENO)) ::setenv("GIT_TERMINAL_PROMPT", "0", 0);
  const pid_t child = ::fork();
  if (child == 0) run_git(verb, in_read.get(), out_write.get());
  if (child < 0) return {};
  in_read.reset();
  out_write.reset();
  const int unsent = write_all(in_write.get(), request);
  in_write.reset();
  auto answer = read_to_end(out_read.get()).value_or("");
  int status = 0;
  while (::waitpid(child, &status, 0) < 0 && errno == EINTR) {
  }
  const bool good = unsent == 0 && WIFEXITED(status) && WEXITSTATUS(status) == 0;
  return good ? answer : std::string();
}

} // namespace

// A way that was refused comes here again, which is how it is known to be refused.
int Credentials::acquire(git_credential** out, const char* user, unsigned int allowed) {
  if ((allowed & GIT_CREDENTIAL_USERPASS_PLAINTEXT) == 0) return GIT_EAUTH;
  if (address_.kind == Address::Kind::http && !is_loopback(address_.host)) {
    cleartext_ = true;
    return GIT_EAUTH;
  }
  const char* token = std::getenv("BEXERCISE_GIT_TOKEN");
  if (!token_tried_ && token && *token) {
    token_tried_ = offered_ = true;
    return git_credential_userpass_plaintext_new(out, user ? user : token_user, token);
  }
  if (!git_tried_) {
    git_tried_ = true;
    channel_.asking();
    from_git_ = ask_git("fill", {address_.user, ""});
    channel_.answered();
    if (!from_git_.password.empty()) {
      offered_ = true;
      return git_credential_userpass_plaintext_new(out, from_git_.user.c_str(), from_git_.password.c_str());
    }
  } else if (!from_git_.password.empty()) {
    static_cast<void>(ask_git("reject", from_git_));
    from_git_ = {};
  }
  return GIT_EAUTH;
}

void Credentials::approve() {
  if (!from_git_.password.empty()) static_cast<void>(ask_git("approve", from_git_));
}

// git-credential(1), "INPUT/OUTPUT FORMAT".
Credentials::Answer Credentials::ask_git(const char* verb, const Answer& known) const {
  std::string request =
      "protocol=" + address_.scheme + "\nhost=" + address_.host + "\npath=" + address_.path + "\n";
  if (!known.user.empty()) request += "username=" + known.user + "\n";
  if (!known.password.empty()) request += "password=" + known.password + "\n";
  const auto answer = git_credential_says(verb, request + "\n");
  Answer given;
  for (const auto line : split(answer, '\n')) {
    if (line.starts_with("username=")) given.user = line.substr(9);
    if (line.starts_with("password=")) given.password = line.substr(9);
  }
  return given;
}

} // namespace bex::store
