#include "graders/http/probe.hpp"

#include "graders/http/observation.hpp"
#include "graders/http/server.hpp"
#include "graders/tls/secured.hpp"
#include "sandboxes/base/text.hpp"

#include <netdb.h>
#include <poll.h>
#include <sys/socket.h>

#include <algorithm>
#include <cerrno>
#include <charconv>
#include <memory>

namespace bex::http {
namespace {

constexpr int patience_ms = 5'000; // for one connection

bool is_host_letter(char c) {
  bool alnum = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
  return alnum || c == '.' || c == '-' || c == '_';
}

bool is_host(std::string_view host) {
  const bool six = host.size() > 4 && host.starts_with('[') && host.ends_with(']');
  if (!six) return !host.empty() && std::ranges::all_of(host, is_host_letter);
  return std::ranges::all_of(host.substr(1, host.size() - 2),
                             [](char c) { return c == ':' || is_host_letter(c); });
}

struct Free {
  void operator()(addrinfo* list) const { freeaddrinfo(list); }
};
using Resolved = std::unique_ptr<addrinfo, Free>;

Result<Fd> connect_to(const addrinfo& at) {
  Fd socket(::socket(at.ai_family, SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0));
  int error = socket && ::connect(socket.get(), at.ai_addr, at.ai_addrlen) == 0 ? 0 : errno;
  if (error == EINPROGRESS) {
    pollfd watched{socket.get(), POLLOUT, 0};
    socklen_t size = sizeof error;
    if (poll(&watched, 1, patience_ms) != 1)
      error = ETIMEDOUT;
    else if (getsockopt(socket.get(), SOL_SOCKET, SO_ERROR, &error, &size) != 0)
      error = errno;
  }
  if (error != 0) return fail_errno(ErrorKind::machine, "could not connect", error);
  return socket;
}

// A program of somebody else.
class Remote final : public Running {
 public:
  Remote(Resolved resolved, std::uint16_t port) : resolved_(std::move(resolved)), port_(port) {}

  Result<Fd> connect(std::uint16_t) override {
    Result<Fd> socket = fail(ErrorKind::machine, "the name has no address");
    for (const addrinfo* at = resolved_.get(); at && !socket; at = at->ai_next) socket = connect_to(*at);
    return socket;
  }
  bool has_room(std::uint16_t) override { return true; }
  std::optional<std::size_t> unread(int) override { return std::nullopt; }
  Result<std::vector<Listener>> listeners() override { return std::vector<Listener>{{"127.0.0.1", port_}}; }
  const std::optional<RunResult>& ended() override { return never_; }
  std::string log(std::size_t) override { return {}; }
  void terminate() override {}
  RunResult stop(Millis) override {
    RunResult result;
    result.ending = Stopped{};
    return result;
  }

 private:
  Resolved resolved_;
  std::uint16_t port_;
  std::optional<RunResult> never_;
};

Result<Resolved> resolve(const Address& address) {
  std::string host = address.host;
  if (host.starts_with('[')) host = host.substr(1, host.size() - 2);
  addrinfo hints{};
  hints.ai_family = AF_UNSPEC;
  hints.ai_socktype = SOCK_STREAM;
  addrinfo* list = nullptr;
  const int code = getaddrinfo(host.c_str(), std::to_string(address.port).c_str(), &hints, &list);
  if (code == 0) return Resolved(list);
  return fail(ErrorKind::usage, "`" + host + "` has no address: " + gai_strerror(code),
              "name the host as the server knows itself, such as http://127.0.0.1:8080");
}

// An error, with words for who runs the server, when TLS cannot be spoken with it.
Result<std::unique_ptr<Running>> secure(std::unique_ptr<Running> remote, const Address& address) {
  std::string name = address.host;
  if (name.starts_with('[')) name = name.substr(1, name.size() - 2);
  auto party = tls::Party::client({address.authority, name});
  if (!party) return tl::unexpected(party.error());
  auto secured = std::make_unique<tls::Secured>(std::move(remote),
                                                std::make_shared<const tls::Party>(std::move(*party)));
  const auto greeted = secured->greeted(address.port, name, Millis{patience_ms});
  if (!greeted) return tl::unexpected(greeted.error());
  if (!greeted->empty())
    return fail(ErrorKind::usage, "the server cannot be talked to by TLS: " + *greeted,
                address.authority.empty() ? "`--cacert FILE` names a CA to trust; `http://` asks without TLS"
                                          : "the CA to trust is the one that `--cacert` names");
  return secured;
}

} // namespace

tl::expected<Address, std::string> parse_url(std::string_view url) {
  Address address;
  address.tls = url.starts_with("https://");
  if (address.tls) address.port = 443;
  const std::string_view scheme = address.tls ? "https://" : "http://";
  if (!url.starts_with(scheme)) return tl::unexpected<std::string>("it does not begin with `http://`");
  url.remove_prefix(scheme.size());
  if (url.ends_with('/')) url.remove_suffix(1);
  if (url.find_first_of("/?#@") != std::string_view::npos)
    return tl::unexpected<std::string>("it has more than a host and a port");
  const std::size_t colon = url.rfind(':');
  const bool has_port = colon != std::string_view::npos && url.find(']', colon) == std::string_view::npos;
  address.host = url.substr(0, has_port ? colon : url.size());
  if (has_port) {
    const std::string_view digits = url.substr(colon + 1);
    const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), address.port);
    if (error != std::errc{} || end != digits.data() + digits.size() || address.port == 0)
      return tl::unexpected<std::string>("the port is a number from 1 to 65535");
  }
  if (!is_host(address.host)) return tl::unexpected<std::string>("it names no host");
  return address;
}

Result<std::vector<Outcome>> probe(std::span<const Spec* const> checks, const Settings& settings,
                                   const Address& address, Clock& clock, std::uint64_t seed) {
  auto resolved = resolve(address);
  if (!resolved) return tl::unexpected(resolved.error());
  std::unique_ptr<Running> remote = std::make_unique<Remote>(std::move(*resolved), address.port);
  const std::string port = std::to_string(address.port), scheme = address.tls ? "https://" : "http://";
  if (auto first = remote->connect(address.port); !first) {
    Error error = first.error();
    error.kind = ErrorKind::usage;
    error.context.push_back("nobody answers at " + scheme + address.host + ":" + port);
    error.help = "start the server first";
    return tl::unexpected(std::move(error));
  }
  Dial dial{address.host, port};
  if (address.tls) {
    auto secured = secure(std::move(remote), address);
    if (!secured) return tl::unexpected(secured.error());
    remote = std::move(*secured);
    dial.tls = true;
    if (!address.authority_file.empty()) dial.authority = shell_quote(address.authority_file);
  }
  const std::string host = address.host + (address.port == (address.tls ? 443 : 80) ? "" : ":" + port);
  Server server = Server::attach(std::move(remote), clock, address.port, host, std::move(dial));
  std::vector<Outcome> outcomes;
  const auto observations = observe_at(server, checks, settings, clock, seed);
  for (std::size_t i = 0; i < observations.size(); ++i)
    outcomes.push_back(judge(*checks[i], observations[i]));
  return outcomes;
}

} // namespace bex::http
