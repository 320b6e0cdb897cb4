// Inside of `clone`: the process that talks to libgit2, and what it says to the one that waits for it.
#pragma once

#include "runner/store/git.hpp"
#include "sandboxes/base/clock.hpp"

#include <git2.h>
#include <memory>
#include <string>
#include <vector>

namespace bex::store {

template <auto release> struct Release {
  template <class T> void operator()(T* object) const { release(object); }
};
template <class T, auto release> using Owned = std::unique_ptr<T, Release<release>>;
using Repository = Owned<git_repository, git_repository_free>;
using Remote = Owned<git_remote, git_remote_free>;
using Object = Owned<git_object, git_object_free>;
using Tree = Owned<git_tree, git_tree_free>;
using Odb = Owned<git_odb, git_odb_free>;

// What went wrong in the last call of libgit2, as it says it.
[[nodiscard]] std::string git_message();

// A source of packs, taken apart. A password in it is refused: it would stand in the shell's history and in
// the pin.
struct Address {
  enum class Kind { https, http, ssh, local };
  Kind kind = Kind::local;
  std::string url; // for libgit2: a path when local
  std::string scheme, user, host, path;
};
[[nodiscard]] Result<Address> parse_address(const std::string& url);

// The sending end: one message at a time, the kind first.
class Channel {
 public:
  explicit Channel(int fd) : fd_(fd) {}
  void send(const std::vector<std::string>& fields) const;
  // At most every 50 ms, so that each also says "not idle".
  void progress(const Transfer& transfer);
  // The user or an agent is being asked, which takes its time, and has answered.
  void asking() const { send({"asking"}); }
  void answered() const { send({"answered"}); }

 private:
  int fd_;
  Nanos last_{};
};
[[nodiscard]] std::vector<std::string> parse_message(std::string_view message);

// How a server on the web is told who asks: the token, then what git knows; each is tried once.
class Credentials {
 public:
  Credentials(const Address& address, const Channel& channel) : address_(address), channel_(channel) {}
  // As git_credential_acquire_cb; GIT_EAUTH when all was refused.
  int acquire(git_credential** out, const char* user, unsigned int allowed);
  // Tells git's helpers that what they gave was right, so that they may keep it.
  void approve();
  [[nodiscard]] bool offered() const { return offered_; }
  [[nodiscard]] bool cleartext() const {
    return cleartext_;
  } // nothing was offered because the way there is open to all

 private:
  struct Answer {
    std::string user, password;
  };
  [[nodiscard]] Answer ask_git(const char* verb, const Answer& known) const;

  const Address& address_;
  const Channel& channel_;
  bool token_tried_ = false, git_tried_ = false, offered_ = false, cleartext_ = false;
  Answer from_git_;
};

// Gets the commit that `ref` names out of `address` and writes its tree to `folder`. `scratch` is for the
// repository.
[[nodiscard]] Result<Checkout> check_out(const Address& address, const std::string& ref,
                                         const std::filesystem::path& folder,
                                         const std::filesystem::path& scratch, const TreeLimits& limits,
                                         Channel& channel);

// Writes the tree to `folder`, which is made. No filter, attribute or hook of the repository has a say in it.
[[nodiscard]] Result<void> write_tree(git_repository* repository, const git_tree* tree,
                                      const std::filesystem::path& folder, const TreeLimits& limits,
                                      const std::function<void()>& alive);

} // namespace bex::store
