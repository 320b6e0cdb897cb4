// The side of `clone` that uses libgit2.
#include "runner/store/entry.hpp"
#include "runner/store/git_refs.hpp"
#include "runner/store/git_session.hpp"
#include "runner/store/git_ssh.hpp"
#include "sandboxes/base/text.hpp"

#include <algorithm>
#include <array>
#include <cstring>

namespace bex::store {
namespace {

// libgit2 1.7 learnt to fetch without history.
#define BEXERCISE_LIBGIT2_AT_LEAST(major, minor)                                                             \
  (LIBGIT2_VER_MAJOR > (major) || (LIBGIT2_VER_MAJOR == (major) && LIBGIT2_VER_MINOR >= (minor)))

// An honest pack compresses; its history, which old versions of libgit2 get too, is bounded by this as well.
constexpr std::uint64_t transfer_factor = 2;
constexpr std::size_t most_objects = 1'000'000;

struct Session {
  const Address& address;
  const TreeLimits& limits;
  Channel& channel;
  Credentials credentials;
  Ssh ssh;
  std::string bad_certificate; // of this host
  bool too_large = false;

  Session(const Address& the_address, const TreeLimits& the_limits, Channel& the_channel)
      : address(the_address), limits(the_limits), channel(the_channel), credentials(the_address, the_channel),
        ssh(the_address, the_channel) {}
};

int on_credentials(git_credential** out, const char*, const char* user, unsigned int allowed, void* session) {
  return static_cast<Session*>(session)->credentials.acquire(out, user, allowed);
}

// `valid` is what libgit2 found of the certificate's chain and name. (ssh has its own way, and known hosts.)
int on_certificate(git_cert*, int valid, const char* host, void* session) {
  if (valid) return 0;
  static_cast<Session*>(session)->bad_certificate = host;
  return GIT_ECERTIFICATE;
}

int on_progress(const git_indexer_progress* stats, void* payload) {
  auto* session = static_cast<Session*>(payload);
  session->channel.progress({stats->received_objects, stats->total_objects, stats->received_bytes});
  session->too_large = stats->received_bytes / transfer_factor > session->limits.bytes;
  return session->too_large ? GIT_EUSER : 0;
}

int on_words(const char*, int, void* session) {
  static_cast<Session*>(session)->channel.progress({});
  return 0;
}

int on_transport(git_transport** out, git_remote* owner, void* session) {
  return static_cast<Session*>(session)->ssh.make_transport(out, owner);
}

git_remote_callbacks callbacks_of(Session& session) {
  git_remote_callbacks callbacks = GIT_REMOTE_CALLBACKS_INIT;
  callbacks.credentials = on_credentials;
  callbacks.certificate_check = on_certificate;
  callbacks.transfer_progress = on_progress;
  callbacks.sideband_progress = on_words;
  if (session.address.kind == Address::Kind::ssh) callbacks.transport = on_transport;
  callbacks.payload = &session;
  return callbacks;
}

tl::unexpected<Error> explain_refusal(const Session& session) {
  const auto& address = session.address;
  if (session.credentials.cleartext())
    return fail(ErrorKind::usage,
                "`" + address.url + "` asks for a password, and http:// shows it to everyone on the way",
                "use https:// or ssh");
  return fail(
      ErrorKind::usage, "`" + address.host + "` refused access to `" + address.url + "`",
      session.credentials.offered()
          ? "the token or password was not accepted: check BEXERCISE_GIT_TOKEN, or git's credential helper"
          : "if it is private, put a token into BEXERCISE_GIT_TOKEN, or log in with git's credential helper; "
            "if not, check the URL");
}

// By the words of OpenSSH and of git on the far side, which are not translated.
tl::unexpected<Error> explain_ssh(const Session& session) {
  const auto& address = session.address;
  const auto said = session.ssh.said();
  const auto says = [&](const char* part) { return said.find(part) != std::string::npos; };
  const auto login =
      (address.user.empty() ? "" : address.user + "@") + address.host.substr(0, address.host.find(':'));
  const auto because = said.empty() ? git_message() : said;
  if (says("could not start `"))
    return fail(ErrorKind::machine, because, "install ssh: sudo apt install openssh-client");
  if (says("Host key verification failed"))
    return fail(ErrorKind::machine,
                "the ssh key of `" + address.host +
                    "` is not the one in ~/.ssh/known_hosts, or not in it at all",
                "connect once and compare the key with what the host publishes: ssh -T " + login);
  if (says("Permission denied"))
    return fail(ErrorKind::usage, "`" + address.host + "` refused access to `" + address.url + "`",
                "load your key with `ssh-add`, and check that it is known there: ssh -T " + login);
  if (says("Could not resolve") || says("Connection refused") || says("timed out") ||
      says("No route to host") || says("Network is unreachable"))
    return fail(ErrorKind::machine, "could not reach `" + address.host + "`: " + because,
                "check the name and your connection; packs that are here already need no network");
  if (says("not appear to be a git repository") || says("does not exist") || says("not found"))
    return fail(ErrorKind::usage, "there is no git repository at `" + address.url + "`",
                "check the path: " + because);
  return fail(ErrorKind::machine, "could not fetch from `" + address.url + "`: " + because,
              "try it with git itself: git ls-remote " + shell_quote(address.url));
}

tl::unexpected<Error> explain(const Session& session, int code) {
  const auto& url = session.address.url;
  if (session.too_large)
    return fail(ErrorKind::pack,
                "`" + url + "` is larger than " +
                    std::to_string(transfer_factor * session.limits.bytes >> 20) + " MiB",
                "nothing of it was kept; tell the pack's author");
  if (session.address.kind == Address::Kind::ssh) return explain_ssh(session);
  if (!session.bad_certificate.empty())
    return fail(
        ErrorKind::machine, "the certificate of `" + session.bad_certificate + "` is not trusted",
        "check the host's name, this machine's clock, and that the package ca-certificates is installed");
  const auto said = git_message();
  const auto says = [&](const char* part) { return said.find(part) != std::string::npos; };
  if (code == GIT_EAUTH || says("status code: 401") || says("status code: 403"))
    return explain_refusal(session);
  if (says("redirect"))
    return fail(ErrorKind::usage, "`" + url + "` leads to another host: " + said,
                "name that host's URL if you trust it");
  if (says("resolve address") || says("failed to connect") || says("connect to"))
    return fail(ErrorKind::machine, "could not reach `" + session.address.host + "`: " + said,
                "check the name and your connection; packs that are here already need no network");
  if (code == GIT_ENOTFOUND || says("status code: 404") || says("not found") ||
      says("invalid content-type") || says("content-type"))
    return fail(ErrorKind::usage, "there is no git repository at `" + url + "`", "check the URL: " + said);
  return fail(ErrorKind::machine, "could not fetch from `" + url + "`: " + said,
              "try it with git itself: git ls-remote " + shell_quote(url));
}

Refs refs_of(const git_remote_head* const* heads, std::size_t count) {
  Refs refs;
  for (std::size_t i = 0; i < count; ++i) {
    const auto& head = *heads[i];
    std::array<char, GIT_OID_HEXSZ + 1> hex{};
    git_oid_tostr(hex.data(), hex.size(), &head.oid);
    if (std::strcmp(head.name, "HEAD") == 0) refs.head = head.symref_target ? head.symref_target : "HEAD";
    if (!std::string_view(head.name).ends_with("^{}")) refs.all.push_back({head.name, hex.data()});
  }
  return refs;
}

Result<Refs> refs_of(git_repository* repository) {
  Refs refs;
  git_strarray names{};
  if (git_reference_list(&names, repository) != 0)
    return fail(ErrorKind::usage, "could not read the repository's branches: " + git_message());
  const auto add = [&](const char* name) {
    git_oid id;
    if (git_reference_name_to_id(&id, repository, name) != 0) return;
    std::array<char, GIT_OID_HEXSZ + 1> hex{};
    git_oid_tostr(hex.data(), hex.size(), &id);
    refs.all.push_back({name, hex.data()});
  };
  for (std::size_t i = 0; i < names.count; ++i) add(names.strings[i]);
  git_strarray_dispose(&names);
  add("HEAD");
  git_reference* head = nullptr;
  if (git_repository_head(&head, repository) == 0) {
    refs.head = git_repository_head_detached(repository) == 1 ? "HEAD" : git_reference_name(head);
    git_reference_free(head);
  }
  return refs;
}

// The commit that `ref` leads to, or that `asked` abbreviates.
Result<Object> find_commit(git_repository* repository, const std::optional<Ref>& ref, const Refs& refs,
                           const std::string& asked, const std::string& url) {
  git_oid id;
  const std::string hex = ref ? ref->object : lower(asked);
  git_object *found = nullptr, *commit = nullptr;
  if (git_oid_fromstrn(&id, hex.data(), hex.size()) != 0 ||
      git_object_lookup_prefix(&found, repository, &id, hex.size(), GIT_OBJECT_ANY) != 0)
    return tl::unexpected<Error>(no_such_ref(refs, asked, url));
  const Object object(found);
  if (git_object_peel(&commit, found, GIT_OBJECT_COMMIT) != 0)
    return fail(ErrorKind::usage, "`" + (asked.empty() ? "HEAD" : asked) + "` of `" + url + "` is no commit",
                "name a branch, a tag or a commit");
  return Object(commit);
}

Result<Checkout> write_commit(git_repository* repository, const Object& commit, const std::string& ref,
                              const std::filesystem::path& folder, const TreeLimits& limits,
                              Channel& channel) {
  git_tree* raw = nullptr;
  if (git_commit_tree(&raw, reinterpret_cast<git_commit*>(commit.get())) != 0)
    return fail(ErrorKind::pack, "could not read the commit's files: " + git_message(),
                "the repository is damaged: `git fsck` there says more");
  const Tree tree(raw);
  if (auto done = write_tree(repository, tree.get(), folder, limits, [&] { channel.progress({}); }); !done)
    return tl::unexpected<Error>(std::move(done.error()));
  std::array<char, GIT_OID_HEXSZ + 1> hex{};
  git_oid_tostr(hex.data(), hex.size(), git_object_id(commit.get()));
  return Checkout{hex.data(), ref};
}

// A repository on this machine is read where it is: nothing is transferred, and a clone without history will
// do.
Result<Checkout> check_out_local(const Address& address, const std::string& asked,
                                 const std::filesystem::path& folder, const TreeLimits& limits,
                                 Channel& channel) {
  git_repository* raw = nullptr;
  if (const int code =
          git_repository_open_ext(&raw, address.url.c_str(), GIT_REPOSITORY_OPEN_NO_SEARCH, nullptr);
      code != 0) {
    if (code == GIT_ENOTFOUND)
      return fail(ErrorKind::usage, "`" + address.url + "` is not a git repository",
                  "a folder that is no repository needs no fetch: name it where a pack is asked for, with a "
                  "slash in it");
    return fail(ErrorKind::usage, "could not open the repository `" + address.url + "`: " + git_message());
  }
  const Repository repository(raw);
  const auto refs = refs_of(repository.get());
  if (!refs) return tl::unexpected<Error>(refs.error());
  const auto ref = find_ref(*refs, asked);
  if (!ref && !could_be_commit(asked)) return tl::unexpected<Error>(no_such_ref(*refs, asked, address.url));
  const auto commit = find_commit(repository.get(), ref, *refs, asked, address.url);
  if (!commit) return tl::unexpected<Error>(commit.error());
  return write_commit(repository.get(), *commit, asked.empty() ? short_name(refs->head) : asked, folder,
                      limits, channel);
}

// Connected, and what the server has.
Result<Refs> connect(git_remote* remote, Session& session) {
  git_remote_connect_options options = GIT_REMOTE_CONNECT_OPTIONS_INIT;
  options.callbacks = callbacks_of(session);
  options.follow_redirects = GIT_REMOTE_REDIRECT_NONE; // to other hosts
  options.proxy_opts.type = GIT_PROXY_AUTO;
  if (const int code = git_remote_connect_ext(remote, GIT_DIRECTION_FETCH, &options); code != 0)
    return explain(session, code);
  session.credentials.approve();
  const git_remote_head** heads = nullptr;
  std::size_t count = 0;
  if (const int code = git_remote_ls(&heads, &count, remote); code != 0) return explain(session, code);
  return refs_of(heads, count);
}

Result<void> download(git_remote* remote, Session& session, const std::optional<Ref>& ref) {
  git_fetch_options options = GIT_FETCH_OPTIONS_INIT;
  options.callbacks = callbacks_of(session);
  options.follow_redirects = GIT_REMOTE_REDIRECT_NONE;
  options.proxy_opts.type = GIT_PROXY_AUTO;
  options.download_tags = GIT_REMOTE_DOWNLOAD_TAGS_NONE;
  // A commit that no name leads to may be anywhere in the history of all.
  std::vector<std::string> specs = {"+refs/heads/*:refs/heads/*", "+refs/tags/*:refs/tags/*"};
  if (ref) {
    specs = {"+" + ref->name + ":refs/bexercise/pin"};
#if BEXERCISE_LIBGIT2_AT_LEAST(1, 7)
    options.depth = 1;
#endif
  }
  std::vector<char*> pointers;
  for (auto& spec : specs) pointers.push_back(spec.data());
  const git_strarray wanted{pointers.data(), pointers.size()};
  if (const int code = git_remote_download(remote, &wanted, &options); code != 0)
    return explain(session, code);
  return {};
}

Result<Checkout> check_out_remote(const Address& address, const std::string& asked,
                                  const std::filesystem::path& folder, const std::filesystem::path& scratch,
                                  const TreeLimits& limits, Channel& channel) {
  if (address.kind == Address::Kind::ssh)
    if (const auto command = ssh_command(address, true); !command)
      return tl::unexpected<Error>(command.error());
  Session session(address, limits, channel); // outlives what calls it back
  git_repository* raw_repository = nullptr;
  if (git_repository_init(&raw_repository, scratch.c_str(), 1) != 0)
    return fail(ErrorKind::machine,
                "could not make a repository in `" + scratch.string() + "`: " + git_message());
  const Repository repository(raw_repository);
  git_remote* raw_remote = nullptr;
  if (git_remote_create_anonymous(&raw_remote, repository.get(), address.url.c_str()) != 0)
    return fail(ErrorKind::usage, "`" + address.url + "` is no URL of a repository: " + git_message());
  const Remote remote(raw_remote);
  const auto refs = connect(remote.get(), session);
  if (!refs) return tl::unexpected<Error>(refs.error());
  auto ref = find_ref(*refs, asked);
  if (!ref && !could_be_commit(asked)) return tl::unexpected<Error>(no_such_ref(*refs, asked, address.url));
  if (!ref) { // the tip of something, perhaps: then its history is not needed
    const auto tip = std::find_if(refs->all.begin(), refs->all.end(),
                                  [&](const Ref& one) { return one.object.starts_with(lower(asked)); });
    if (tip != refs->all.end()) ref = *tip;
  }
  if (auto done = download(remote.get(), session, ref); !done)
    return tl::unexpected<Error>(std::move(done.error()));
  const auto commit = find_commit(repository.get(), ref, *refs, asked, address.url);
  if (!commit) return tl::unexpected<Error>(commit.error());
  return write_commit(repository.get(), *commit, asked.empty() ? short_name(refs->head) : asked, folder,
                      limits, channel);
}

} // namespace

std::string git_message() {
  const git_error* last = git_error_last();
  return last && last->message ? printable(last->message) : "no reason given";
}

Result<Checkout> check_out(const Address& address, const std::string& ref,
                           const std::filesystem::path& folder, const std::filesystem::path& scratch,
                           const TreeLimits& limits, Channel& channel) {
  if (git_libgit2_init() < 0) return fail(ErrorKind::internal, "could not start libgit2: " + git_message());
  // The check keeps programs from obeying the configuration of a repository that is someone else's. libgit2
  // runs nothing that a configuration names, and nothing is read here but objects: a teacher's repository on
  // a shared machine is as good as one on a server.
  git_libgit2_opts(GIT_OPT_SET_OWNER_VALIDATION, 0);
  git_libgit2_opts(GIT_OPT_SET_PACK_MAX_OBJECTS, most_objects);
  if (address.kind == Address::Kind::local) return check_out_local(address, ref, folder, limits, channel);
  return check_out_remote(address, ref, folder, scratch, limits, channel);
}

} // namespace bex::store
