// ssh by the machine's own ssh(1): its agent, keys, known hosts and ~/.ssh/config are the user's, as with
// git. (The ssh inside of libgit2 reads no configuration, and with libgit2 1.5 offers no signature that
// today's servers accept.)
#pragma once

#include "runner/store/git_session.hpp"
#include "sandboxes/base/fd.hpp"

#include <git2/sys/transport.h>

namespace bex::store {

// One connection: `ssh HOST "git-upload-pack 'PATH'"`, as libgit2's stream.
class Ssh {
 public:
  Ssh(const Address& address, const Channel& channel);
  Ssh(const Ssh&) = delete;
  Ssh& operator=(const Ssh&) = delete;
  ~Ssh();

  // For git_remote_callbacks; the payload is found in `definition`.
  int make_transport(git_transport** out, git_remote* owner);
  // What ssh and the far side said on standard error.
  [[nodiscard]] std::string said() const;

 private:
  struct Stream : git_smart_subtransport_stream {
    Ssh* ssh = nullptr;
  };
  struct Subtransport : git_smart_subtransport {
    Ssh* ssh = nullptr;
  };
  int start();
  void end();
  int read(char* buffer, std::size_t size, std::size_t* got);

  const Address& address_;
  const Channel& channel_;
  pid_t process_ = 0;
  Fd to_, from_, words_;
  Stream stream_{};
  Subtransport subtransport_{};
  git_smart_subtransport_definition definition_{};
};

// The command line, and whether it can be one: a host or a path that ssh or git would take for an option is
// refused.
[[nodiscard]] Result<std::vector<std::string>> ssh_command(const Address& address, bool someone_is_there);

} // namespace bex::store
