#include "sandboxes/cgroups/bus.hpp"

#include "sandboxes/base/fd.hpp"
#include "sandboxes/child.hpp"

#include <bit>
#include <cerrno>
#include <chrono>
#include <cstring>
#include <fmt/format.h>
#include <poll.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

namespace bex {
namespace bus {
namespace {

enum Field : char {
  path = 1,
  interface = 2,
  member = 3,
  error_name = 4,
  reply_serial = 5,
  destination = 6,
  signature = 8
};

// Values of the machine's own byte order, aligned to their size from the start of the message; a struct to 8.
struct Writer {
  std::string bytes;

  void align(std::size_t to) { bytes.resize((bytes.size() + to - 1) / to * to); }
  void number(std::uint32_t value) {
    align(4);
    bytes.append(reinterpret_cast<const char*>(&value), 4);
  }
  void text(std::string_view value) { // also a path
    number(static_cast<std::uint32_t>(value.size()));
    bytes.append(value).push_back('\0');
  }
  void types(std::string_view value) {
    bytes.push_back(static_cast<char>(value.size()));
    bytes.append(value).push_back('\0');
  }
  // Of structs: the length stands in front, without the padding before the first one.
  template <class Fill> void array(Fill fill) {
    number(0);
    const std::size_t length_at = bytes.size() - 4;
    align(8);
    const std::size_t start = bytes.size();
    fill();
    set(length_at, static_cast<std::uint32_t>(bytes.size() - start));
  }
  void set(std::size_t at, std::uint32_t value) { std::memcpy(&bytes[at], &value, 4); }
};

std::string call(std::uint32_t serial, std::string_view to, std::string_view object, std::string_view face,
                 std::string_view method, std::string_view types, const std::string& body) {
  Writer out;
  constexpr char method_call = 1, version = 1;
  out.bytes = {std::endian::native == std::endian::little ? 'l' : 'B', method_call, 0, version};
  out.number(static_cast<std::uint32_t>(body.size()));
  out.number(serial);
  out.array([&] {
    const auto field = [&](Field code, const char* type, std::string_view value) {
      out.align(8);
      out.bytes.push_back(code);
      out.types(type);
      *type == 'g' ? out.types(value) : out.text(value);
    };
    field(path, "o", object);
    field(interface, "s", face);
    field(member, "s", method);
    field(destination, "s", to);
    if (!types.empty()) field(signature, "g", types);
  });
  out.align(8);
  return out.bytes + body;
}

struct Reader {
  std::string_view bytes;
  std::size_t at = 0;
  bool good = true;

  void align(std::size_t to) { at = (at + to - 1) / to * to; }
  std::string_view take(std::size_t count) {
    good = good && at <= bytes.size() && count <= bytes.size() - at;
    if (!good) return {};
    at += count;
    return bytes.substr(at - count, count);
  }
  std::uint32_t number() {
    align(4);
    std::uint32_t value = 0;
    if (const auto four = take(4); good) std::memcpy(&value, four.data(), 4);
    return value;
  }
  std::string_view text() {
    const auto value = take(number());
    take(1);
    return value;
  }
  std::string_view types() {
    const auto length = take(1);
    const auto value = take(length.empty() ? 0 : static_cast<unsigned char>(length[0]));
    take(1);
    return value;
  }
};

} // namespace

std::string scope_request(const std::string& unit, pid_t pid, std::uint32_t serial) {
  Writer body; // ssa(sv)a(sa(sv))
  body.text(unit);
  body.text("fail"); // and no waiting, when there is one by this name
  body.array([&] {
    const auto property = [&](std::string_view name, std::string_view type) {
      body.align(8);
      body.text(name);
      body.types(type);
    };
    property("Description", "s");
    body.text("runs of bexercise");
    property("PIDs", "au");
    body.number(4);
    body.number(static_cast<std::uint32_t>(pid));
    property("Delegate", "b");
    body.number(1);
    property("CollectMode", "s");
    body.text("inactive-or-failed");
  });
  body.array([] {}); // further units
  return call(serial, "org.freedesktop.systemd1", "/org/freedesktop/systemd1",
              "org.freedesktop.systemd1.Manager", "StartTransientUnit", "ssa(sv)a(sa(sv))", body.bytes);
}

std::string hello_request(std::uint32_t serial) {
  return call(serial, "org.freedesktop.DBus", "/org/freedesktop/DBus", "org.freedesktop.DBus", "Hello", "",
              "");
}

std::optional<Message> parse_message(std::string_view bytes) {
  constexpr std::size_t fixed = 16, largest = 1u << 20;
  if (bytes.size() < fixed) return std::nullopt;
  constexpr char order = std::endian::native == std::endian::little ? 'l' : 'B';
  Reader in{bytes, 4};
  const std::size_t body = in.number();
  (void)in.number(); // serial
  const std::size_t fields = in.number();
  if (bytes[0] != order || body > largest || fields > largest) return Message{};
  const std::size_t size = (fixed + fields + 7) / 8 * 8 + body;
  if (bytes.size() < size) return std::nullopt;
  Message message{size, 0, {}};
  std::string_view body_types;
  while (in.good && in.at < fixed + fields) {
    in.align(8);
    const auto code = in.take(1);
    const auto type = in.types();
    if (type == "u") {
      const auto value = in.number();
      if (!code.empty() && code[0] == reply_serial) message.reply_to = value;
    } else if (type == "g") {
      body_types = in.types();
    } else if (type == "s" || type == "o") {
      const auto value = in.text();
      if (!code.empty() && code[0] == error_name) message.error = value;
    } else {
      return Message{};
    }
  }
  in.at = size - body;
  if (!message.error.empty() && body_types.starts_with("s")) message.error += fmt::format(": {}", in.text());
  return in.good ? message : Message{};
}

} // namespace bus

namespace {

using SteadyTime = std::chrono::steady_clock::time_point;

struct Connection {
  Fd socket;
  SteadyTime end;
  std::string pending;

  // 0 or errno.
  int open(const std::string& path) {
    socket = Fd(::socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0));
    sockaddr_un address{};
    address.sun_family = AF_UNIX;
    if (!lift(socket)) return errno;
    if (path.size() >= sizeof address.sun_path) return ENAMETOOLONG;
    path.copy(address.sun_path, path.size());
    return ::connect(socket.get(), reinterpret_cast<const sockaddr*>(&address), sizeof address) == 0 ? 0
                                                                                                     : errno;
  }

  // MSG_NOSIGNAL: the other side may hang up.
  int send(std::string_view bytes) {
    while (!bytes.empty()) {
      const ssize_t n = ::send(socket.get(), bytes.data(), bytes.size(), MSG_NOSIGNAL);
      if (n < 0 && errno == EINTR) continue;
      if (n < 0) return errno;
      bytes.remove_prefix(static_cast<std::size_t>(n));
    }
    return 0;
  }

  int receive() {
    for (;;) {
      const auto left = std::chrono::duration_cast<Millis>(end - std::chrono::steady_clock::now()).count();
      if (left <= 0) return ETIMEDOUT;
      pollfd ready{socket.get(), POLLIN, 0};
      if (::poll(&ready, 1, static_cast<int>(left)) <= 0) continue;
      char buffer[4096];
      const ssize_t n = ::recv(socket.get(), buffer, sizeof buffer, 0);
      if (n < 0 && (errno == EINTR || errno == EAGAIN)) continue;
      if (n <= 0) return n < 0 ? errno : ECONNRESET;
      pending.append(buffer, static_cast<std::size_t>(n));
      return 0;
    }
  }

  // D-Bus specification, "Authentication Protocol": a zero byte, the user id in hexadecimal digits of ASCII.
  int authenticate() {
    std::string id;
    for (const char digit : std::to_string(::geteuid()))
      id += fmt::format("{:02x}", static_cast<unsigned>(digit));
    if (const int error = send(std::string(1, '\0') + "AUTH EXTERNAL " + id + "\r\n")) return error;
    while (pending.find("\r\n") == pending.npos)
      if (const int error = receive()) return error;
    if (!pending.starts_with("OK ")) return EACCES;
    pending.erase(0, pending.find("\r\n") + 2);
    return send("BEGIN\r\n");
  }
};

struct Answer {
  int error = 0;       // of the connection
  std::string refusal; // of systemd
};

Answer ask(const std::string& path, bool is_bus, const std::string& unit, pid_t pid, SteadyTime end) {
  Connection line{{}, end, {}};
  constexpr std::uint32_t hello = 1, order = 2;
  int error = line.open(path);
  if (error == 0) error = line.authenticate();
  if (error == 0)
    error = line.send((is_bus ? bus::hello_request(hello) : "") + bus::scope_request(unit, pid, order));
  while (error == 0) {
    const auto message = bus::parse_message(line.pending);
    if (message && message->size == 0) return {EPROTO, {}};
    if (message && message->reply_to == order) return {0, message->error};
    if (message)
      line.pending.erase(0, message->size);
    else
      error = line.receive();
  }
  return {error, {}};
}

} // namespace

bool has_systemd() {
  return ::access("/run/systemd/system", F_OK) == 0;
}

Result<void> request_scope(const std::string& unit, pid_t pid, Millis patience) {
  const bool root = ::geteuid() == 0;
  const std::string run = root ? "/run" : fmt::format("/run/user/{}", ::geteuid());
  // The manager's own socket, as systemctl(1) does, then the bus.
  const std::pair<std::string, bool> sockets[] = {{run + "/systemd/private", false},
                                                  {run + (root ? "/dbus/system_bus_socket" : "/bus"), true}};
  const auto end = std::chrono::steady_clock::now() + patience;
  Answer answer;
  for (const auto& [path, is_bus] : sockets) {
    answer = ask(path, is_bus, unit, pid, end);
    if (answer.error == 0 && answer.refusal.empty()) return {};
    if (answer.error == 0)
      return fail(ErrorKind::machine, "systemd refused a scope for the control groups: " + answer.refusal);
  }
  return fail_errno(ErrorKind::machine,
                    root ? "could not reach systemd" : "could not reach the systemd of your session",
                    answer.error);
}

} // namespace bex
