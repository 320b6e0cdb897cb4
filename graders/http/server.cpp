#include "graders/http/server.hpp"

#include "graders/tls/authority.hpp"
#include "graders/tls/secured.hpp"
#include "sandboxes/base/interrupt.hpp"

#include <netinet/in.h>
#include <sys/socket.h>

#include <algorithm>
#include <array>

namespace bex::http {
namespace {

constexpr Millis look_every{2};
constexpr Millis probe_again{20};
constexpr Millis stop_grace{100};
constexpr std::size_t log_kept = 256 << 10;

std::string written(const Listener& listener) {
  bool v6 = listener.address.find(':') != std::string::npos;
  return (v6 ? "[" + listener.address + "]" : listener.address) + ":" + std::to_string(listener.port);
}

std::string last_bytes(std::string text, std::size_t most) {
  return text.size() > most ? text.substr(text.size() - most) : text;
}

tl::unexpected<Error> interrupted_error() {
  return fail(ErrorKind::interrupted, "interrupted");
}

} // namespace

std::string last_lines(std::string_view log, std::size_t lines) {
  std::size_t at = log.ends_with('\n') ? log.size() - 1 : log.size();
  for (; lines > 0 && at > 0; --at) {
    if (log[at - 1] == '\n' && --lines == 0) break;
  }
  return std::string(log.substr(at));
}

std::uint16_t port_of(std::uint64_t seed) {
  // The finaliser of SplitMix64, so that seeds next to each other give ports far apart.
  seed += 0x9e3779b97f4a7c15;
  seed = (seed ^ (seed >> 30)) * 0xbf58476d1ce4e5b9;
  seed = (seed ^ (seed >> 27)) * 0x94d049bb133111eb;
  seed ^= seed >> 31;
  constexpr std::uint16_t lowest = 10'000, highest = 32'000;
  return static_cast<std::uint16_t>(lowest + seed % (highest - lowest));
}

bool is_reachable(const std::string& address) {
  // A socket for both families that is bound to an address of IPv4 shows it mapped (ipv6(7)): Java's do.
  constexpr std::array<std::string_view, 6> reachable{"127.0.0.1", "0.0.0.0",          "::1",
                                                      "::",        "::ffff:127.0.0.1", "::ffff:0.0.0.0"};
  return std::ranges::find(reachable, address) != reachable.end();
}

std::uint16_t free_port() {
  Fd probe(socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0));
  sockaddr_in address{};
  address.sin_family = AF_INET;
  address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  socklen_t size = sizeof address;
  auto* generic = reinterpret_cast<sockaddr*>(&address);
  if (!probe || bind(probe.get(), generic, size) != 0 || getsockname(probe.get(), generic, &size) != 0)
    return 0;
  return ntohs(address.sin_port);
}

SandboxSpec server_spec(const Program& program, std::uint16_t port, const Settings& settings,
                        const Outfit& outfit) {
  SandboxSpec spec = spec_for(program);
  std::vector<std::pair<std::string, std::string>> own{{"PORT", std::to_string(port)}, {"DATA_DIR", "/data"}};
  for (const auto* env : {&settings.around.env, &settings.env}) // the later entry of a name counts
    own.insert(own.end(), env->begin(), env->end());
  if (outfit.keys) {
    own.insert(own.end(),
               {{"TLS_CERT", "/tls/cert.pem"}, {"TLS_KEY", "/tls/key.pem"}, {"TLS_CA", "/tls/ca.pem"}});
    spec.mounts.push_back({outfit.keys->path(), "/tls"});
  }
  if (settings.tree && outfit.tree) {
    own.emplace_back(settings.tree->variable, std::string(tree_inside) + "/" + settings.tree->root);
    spec.mounts.push_back({outfit.tree->path(), tree_inside});
  }
  for (auto& variable : own) {
    std::erase_if(spec.env, [&](const auto& entry) { return entry.first == variable.first; });
    spec.env.push_back(std::move(variable));
  }
  spec.data = true;
  spec.network = Network::loopback;
  return spec;
}

Result<Outfit> outfit_for(const Settings& settings, const Variables& variables) {
  Outfit outfit;
  auto tree = plant(settings.tree, variables);
  if (!tree) return tl::unexpected(tree.error());
  outfit.tree = std::move(*tree);
  if (!settings.tls) return outfit;
  auto keys = TempDir::make();
  if (!keys) return tl::unexpected(keys.error());
  const auto certified = tls::certify({tls_name, "127.0.0.1", "::1"});
  if (!certified) return tl::unexpected(certified.error());
  // The program may run as another user.
  std::error_code code;
  fs::permissions(keys->path(), fs::perms(0755), code);
  const std::pair<const char*, const std::string*> files[] = {
      {"cert.pem", &certified->certificate}, {"key.pem", &certified->key}, {"ca.pem", &certified->authority}};
  for (const auto& [name, text] : files) {
    if (auto written = write_file(keys->path() / name, *text); !written)
      return tl::unexpected(written.error());
    fs::permissions(keys->path() / name, fs::perms(0644), code);
  }
  outfit.keys = std::move(*keys);
  outfit.authority = certified->authority;
  return outfit;
}

Result<Server> Server::make(const Settings& settings, Context& context) {
  std::uint16_t port = is_alone(context) ? 0 : free_port();
  if (port == 0) port = port_of(context.seed);
  auto outfit = outfit_for(settings, {{"seed", json_unsigned(context.seed)}});
  if (!outfit) return tl::unexpected(outfit.error());
  Server server(context.clock, port, is_alone(context));
  server.sandbox_ = &context.sandbox;
  server.services_ = context.submission.service_ports;
  server.spec_ = server_spec(context.submission, port, settings, *outfit);
  if (settings.tls) {
    auto party = tls::Party::client({outfit->authority, tls_name});
    if (!party) return tl::unexpected(party.error());
    server.party_ = std::make_shared<const tls::Party>(std::move(*party));
    server.dial_ = {tls_name, "$PORT", true, "\"$TLS_CA\""};
  }
  server.outfit_ = std::move(*outfit);
  if (settings.upstream) {
    const auto own = upstream::port_for(context.seed, is_alone(context));
    auto made = upstream::Upstream::make(context.clock, own, *settings.upstream);
    if (!made) return tl::unexpected(made.error());
    server.upstream_ = std::move(*made);
    upstream::Upstream::join(server.upstream_, server.spec_);
    server.services_.push_back(server.upstream_->port());
  }
  return server;
}

Result<Server> Server::start(const Settings& settings, Context& context) {
  auto server = make(settings, context);
  if (!server) return server;
  if (auto begun = server->begin(settings); !begun) return tl::unexpected(begun.error());
  return server;
}

Result<Server> Server::keep(const Settings& settings, Context& context) {
  auto server = make(settings, context);
  if (!server) return server;
  auto data = TempDir::make();
  if (!data) return tl::unexpected(data.error());
  server->data_ = std::move(*data);
  return server;
}

Result<void> Server::launch() {
  if (running_) past_ = last_bytes(past_ + running_->log(log_kept), log_kept);
  if (data_) {
    spec_.data_from = data();
    auto left = TempDir::make();
    if (!left) return tl::unexpected(left.error());
    left_ = std::move(*left);
    spec_.data_to = left_->path();
  }
  not_ready_.reset();
  running_.reset();
  auto running = sandbox_->start(spec_);
  if (!running) return tl::unexpected(running.error());
  running_ = std::move(*running);
  if (party_) running_ = std::make_unique<tls::Secured>(std::move(running_), party_);
  return {};
}

Result<void> Server::begin(const Settings& settings) {
  auto launched = launch();
  return launched ? await(settings) : launched;
}

const std::filesystem::path& Server::data() {
  if (left_ && running_->ended()) {
    data_ = std::move(*left_);
    left_.reset();
  }
  return data_->path();
}

Server Server::attach(std::unique_ptr<Running> running, Clock& clock, std::uint16_t port, std::string host,
                      Dial dial) {
  Server server(clock, port, false);
  server.running_ = std::move(running);
  server.host_ = std::move(host);
  server.dial_ = std::move(dial);
  server.has_log_ = false;
  return server;
}

void Server::refuse(std::string want, std::string got) {
  not_ready_ = Finding{"server", std::move(want), std::move(got), ""};
}

Result<void> Server::await(const Settings& settings) {
  Nanos until = clock_->now() + settings.start;
  std::string patience = " within " + std::to_string(settings.start.count()) + " ms";
  std::string on_port = "listens on PORT " + std::to_string(port_);
  auto listening = await_listener(until);
  if (!listening) return tl::unexpected(listening.error());
  if (const auto& end = ended()) {
    bool started = !std::holds_alternative<NotStarted>(end->ending);
    refuse(on_port, describe(end->ending) + (started ? " before it listened" : ""));
    return {};
  }
  if (!*listening) {
    if (seen_.empty())
      refuse(on_port + patience, "listens nowhere");
    else
      refuse(on_port, "listens on " + seen_ + " only");
    return {};
  }
  if (party_)
    if (auto greeted = greet(settings.step); !greeted || not_ready_) return greeted;
  return settings.ready.empty() ? Result<void>{} : await_answer(settings.ready, until, settings.start);
}

Result<void> Server::greet(Millis patience) {
  auto& secured = static_cast<tls::Secured&>(*running_);
  const auto greeted = secured.greeted(port_, tls_name, patience);
  if (!greeted) return tl::unexpected(greeted.error());
  if (!greeted->empty())
    refuse("speaks TLS 1.2 or 1.3 with the certificate in TLS_CERT",
           "cannot be talked to by TLS: " + *greeted);
  return {};
}

// A server that has opened another port and not its own is given a third of the time, counted from there: it
// is most often one with a fixed port, and its author should not wait for the whole time again and again.
Result<bool> Server::await_listener(Nanos until) {
  Nanos begin = clock_->now();
  bool elsewhere = false;
  for (Nanos now = begin; now < until; now = clock_->now()) {
    if (interrupted()) return interrupted_error();
    auto standing = look();
    if (ended()) return false;
    if (!standing) return tl::unexpected(standing.error());
    if (*standing == Standing::listening) return true;
    if (*standing == Standing::elsewhere && !elsewhere) {
      elsewhere = true;
      until = std::min(until, now + (until - begin) / 3);
    }
    clock_->sleep_for(look_every);
  }
  return false;
}

// The table alone is asked: a connection that brings no request is more than some servers in the making
// survive.
Result<Server::Standing> Server::look() {
  auto listeners = running_->listeners();
  if (!listeners) return tl::unexpected(listeners.error());
  seen_.clear();
  bool listening = false, v6_only = true;
  for (const Listener& listener : *listeners) {
    if (listener.port == port_ && is_reachable(listener.address)) {
      listening = true;
      v6_only = v6_only && listener.address == "::1";
    } else if (alone_ && std::ranges::find(services_, listener.port) == services_.end()) {
      seen_ += (seen_.empty() ? "" : ", ") + written(listener);
    }
  }
  if (listening) host_ = (party_ ? "localhost:" : v6_only ? "[::1]:" : "127.0.0.1:") + std::to_string(port_);
  return listening ? Standing::listening : seen_.empty() ? Standing::waiting : Standing::elsewhere;
}

Result<void> Server::await_answer(const std::string& path, Nanos until, Millis patience) {
  Request request{"GET", path, {{"Host", host_}}, std::nullopt};
  for (Nanos now = clock_->now(); now < until; now = clock_->now()) {
    Client client(*running_, *clock_, port_);
    auto exchanges = client.send({request}, std::chrono::ceil<Millis>(until - now));
    if (!exchanges && exchanges.error().kind == ErrorKind::interrupted)
      return tl::unexpected(exchanges.error());
    if (exchanges) {
      Exchange& exchange = exchanges->front();
      if (exchange.end == Exchange::End::answered) return {};
      if (exchange.end == Exchange::End::faulty) {
        bad_probe_ = std::move(exchange);
        return {};
      }
    }
    if (const auto& end = ended()) {
      refuse("answers GET " + path, describe(end->ending) + " before it answered");
      return {};
    }
    clock_->sleep_for(probe_again);
  }
  refuse("answers GET " + path + " within " + std::to_string(patience.count()) + " ms", "no whole answer");
  return {};
}

Result<void> Server::put(const TreeEntry& entry, const Variables& variables) {
  if (!outfit_.tree) return fail(ErrorKind::machine, "the files of this server are not at hand");
  return http::put(entry, outfit_.tree->path(), variables);
}

const std::optional<RunResult>& Server::ended(Millis grace) {
  static const std::optional<RunResult> never;
  if (!running_) return never;
  for (Nanos until = clock_->now() + grace; !running_->ended() && clock_->now() < until && !interrupted();) {
    clock_->sleep_for(look_every);
  }
  return running_->ended();
}

bool Server::deaf() {
  auto standing = look();
  return standing && *standing != Standing::listening;
}

void Server::mark_log() {
  before_ = whole_log();
}

std::string Server::whole_log() {
  return last_bytes(past_ + (running_ ? running_->log(log_kept) : ""), log_kept);
}

std::string Server::log() {
  return last_lines(whole_log(), log_lines);
}

std::string Server::log_since_mark() {
  std::string all = whole_log();
  if (all.size() < log_kept) return all.substr(before_.size()); // nothing was dropped
  std::string_view tail =
      std::string_view(before_).substr(before_.size() - std::min<std::size_t>(before_.size(), 1024));
  std::size_t known = tail.empty() ? std::string::npos : all.rfind(tail);
  return known == std::string::npos ? all : all.substr(known + tail.size());
}

std::string Server::fresh_log() {
  return last_lines(log_since_mark(), log_lines);
}

RunResult Server::stop() {
  if (running_) return running_->stop(stop_grace);
  RunResult never;
  never.ending = Stopped{};
  return never;
}

} // namespace bex::http
