#include "graders/services/engine.hpp"

#include "graders/services/postgres_server.hpp"
#include "sandboxes/base/fd.hpp"
#include "sandboxes/base/file.hpp"
#include "sandboxes/base/text.hpp"

#include <arpa/inet.h>
#include <fmt/format.h>
#include <poll.h>
#include <signal.h>
#include <sys/socket.h>
#include <unistd.h>

namespace bex::services {
namespace {

constexpr int reply_ms = 1'000;
// MariaDB has had three of them, 10 MiB each, since 11.0; all would be copied for each start.
constexpr auto no_undo_files = "--innodb-undo-tablespaces=0";

using Words = std::vector<std::string>;

void add_settings(Words& words, std::initializer_list<const char*> settings) {
  for (const auto* setting : settings) words.insert(words.end(), {"-c", setting});
}

// A later setting wins over an earlier one. Errors are below what a server says of its own life (LOG), so
// what is logged of them is a setting of the role (setup_of), which wins over these.
Words postgres_words(const Given& given, const std::string& folder, Log detail) {
  auto words = postgres_server_words(given.server, folder + "/data");
  add_settings(words, {"listen_addresses=127.0.0.1", "max_connections=64", "log_line_prefix=db: ",
                       "log_min_error_statement=error", "client_min_messages=notice"});
  words.insert(words.end(), {"-c", fmt::format("port={}", port_of(given.engine))});
  words.insert(words.end(), {"-c", "unix_socket_directories=" + folder});
  if (detail == Log::statements)
    add_settings(words, {"log_min_messages=log", "log_statement=all", "log_connections=on"});
  return words;
}

// https://mariadb.com/kb/en/mariadbd-options/. Without a home, files of settings, a log of changes, or
// asynchronous writes, which the sandbox has none of.
Words mariadb_words(const Given& given, const std::string& folder, Log detail) {
  Words words{given.server,
              "--no-defaults",
              "--datadir=" + folder + "/data",
              "--socket=" + folder + "/socket",
              "--pid-file=" + folder + "/pid",
              "--bind-address=127.0.0.1",
              "--port=" + std::to_string(port_of(given.engine)),
              "--tmpdir=/tmp",
              "--skip-name-resolve",
              "--skip-log-bin",
              "--log-warnings=0",
              "--performance-schema=OFF",
              "--innodb-use-native-aio=OFF",
              "--innodb-flush-log-at-trx-commit=0",
              "--innodb-buffer-pool-size=16M",
              "--innodb-log-file-size=4M",
              no_undo_files,
              "--innodb-temp-data-file-path=ibtmp1:6M:autoextend", // of 12 MiB, it is made at each start
              "--key-buffer-size=1M",
              "--aria-pagecache-buffer-size=1M",
              "--max-connections=64",
              "--character-set-server=utf8mb4",
              "--default-time-zone=+00:00"};
  if (detail == Log::kept)
    words.push_back("--log-error=" + folder + "/log");
  else // the error log is stderr then, and holds what it did when two locked one another out
    words.insert(words.end(),
                 {"--innodb-print-all-deadlocks=ON", "--innodb-buffer-pool-load-at-startup=OFF"});
  return words;
}

// https://redis.io/docs/latest/operate/oss_and_stack/management/config/. Nothing is saved but when it is
// asked for.
Words redis_words(const Given& given, const std::string& folder, Log detail) {
  return {given.server,
          "--port",
          std::to_string(port_of(given.engine)),
          "--bind",
          "127.0.0.1",
          "--unixsocket",
          folder + "/socket",
          "--dir",
          folder + "/data",
          "--logfile",
          detail == Log::kept ? folder + "/log" : "", // "": stdout, which is its stderr here
          "--save",
          "",
          "--appendonly",
          "no",
          "--daemonize",
          "no",
          "--maxclients",
          "200",
          "--maxmemory",
          "64mb"};
}

Fd connect_to(std::uint16_t port) {
  Fd socket(::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0));
  sockaddr_in address{};
  address.sin_family = AF_INET;
  address.sin_port = htons(port);
  address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  if (socket && ::connect(socket.get(), reinterpret_cast<sockaddr*>(&address), sizeof address) != 0)
    socket.reset();
  return socket;
}

std::string first_bytes(const Fd& socket) {
  pollfd watched{socket.get(), POLLIN, 0};
  char bytes[64];
  if (::poll(&watched, 1, reply_ms) != 1) return {};
  const auto count = ::recv(socket.get(), bytes, sizeof bytes, 0);
  return count > 0 ? std::string(bytes, static_cast<std::size_t>(count)) : std::string();
}

// The eighth line of this file is the server's state (src/include/utils/pidfile.h).
bool postgres_answers(const std::string& folder) {
  const auto text = read_file(folder + "/data/postmaster.pid", 4'096);
  return text && line_of(*text, 8).starts_with("ready");
}

// It speaks first (https://mariadb.com/kb/en/connection/).
bool mariadb_answers() {
  const auto socket = connect_to(port_of(Engine::mariadb));
  return socket && !first_bytes(socket).empty();
}

// While it loads its data it answers -LOADING (https://redis.io/docs/latest/commands/ping/).
bool redis_answers() {
  const auto socket = connect_to(port_of(Engine::redis));
  constexpr std::string_view ping = "PING\r\n";
  return socket && ::send(socket.get(), ping.data(), ping.size(), MSG_NOSIGNAL) > 0 &&
         first_bytes(socket).starts_with("+PONG");
}

Words psql(const Given& given, const std::string& folder, const char* user) {
  return {given.client, "-X", "-q", "-v", "ON_ERROR_STOP=1", "-h", folder, "-U", user, "-d", "postgres"};
}

} // namespace

std::uint16_t port_of(Engine engine) { // the usual ones
  return engine == Engine::postgres ? 5432 : engine == Engine::mariadb ? 3306 : 6379;
}

std::string url_of(Engine engine) {
  const auto place = "127.0.0.1:" + std::to_string(port_of(engine));
  if (engine == Engine::redis) return "redis://" + place + "/0";
  return engine == Engine::postgres ? "postgresql://app@" + place + "/postgres"
                                    : "mysql://app:app@" + place + "/app";
}

std::vector<std::string> server_words(const Given& given, const std::string& folder, Log detail) {
  switch (given.engine) {
  case Engine::postgres:
    return postgres_words(given, folder, detail);
  case Engine::mariadb:
    return mariadb_words(given, folder, detail);
  case Engine::redis:
    break;
  }
  return redis_words(given, folder, detail);
}

std::vector<std::string> maker_words(const Given& given, const std::string& folder) {
  if (given.engine != Engine::mariadb) return {};
  return {given.maker,
          "--no-defaults",
          "--datadir=" + folder + "/data",
          "--auth-root-authentication-method=normal",
          "--skip-test-db",
          "--skip-name-resolve",
          "--innodb-log-file-size=4M",
          no_undo_files,
          "--innodb-use-native-aio=OFF"};
}

std::string setup_of(Engine engine) {
  switch (engine) {
  case Engine::postgres:
    return "CREATE ROLE app LOGIN;\nALTER ROLE app SET log_min_messages = error;\n"
           "ALTER DATABASE postgres OWNER TO app;\nALTER SCHEMA public OWNER TO "
           "app;\n";
  case Engine::mariadb:
    return "CREATE DATABASE app;\nCREATE USER app@'%' IDENTIFIED BY 'app';\n"
           "GRANT ALL ON app.* TO app@'%';\n";
  case Engine::redis:
    break;
  }
  return {};
}

std::vector<std::string> seeder_words(const Given& given, const std::string& folder) {
  switch (given.engine) {
  case Engine::postgres:
    return psql(given, folder, "app");
  case Engine::mariadb:
    return {given.client, "--no-defaults", "--socket=" + folder + "/socket", "--user=root", "app"};
  case Engine::redis:
    break;
  }
  return {given.client, "-s", folder + "/socket", "-e"};
}

std::vector<std::string> client_words(const Given& given, const std::string& folder) {
  switch (given.engine) {
  case Engine::postgres: {
    auto words = psql(given, folder, "bexercise");
    words.insert(words.end(), {"-A", "-t", "-P", "null=NULL"});
    return words;
  }
  case Engine::mariadb:
    return {given.client,  "--no-defaults", "--socket=" + folder + "/socket",
            "--user=root", "--batch",       "--skip-column-names"};
  case Engine::redis:
    break;
  }
  return seeder_words(given, folder);
}

std::string farewell_of(Engine engine) {
  return engine == Engine::redis ? "SAVE\n" : "";
}

int stop_signal(Engine engine) {
  return engine == Engine::postgres ? SIGINT : SIGTERM;
}

bool answers(Engine engine, const std::string& folder) {
  switch (engine) {
  case Engine::postgres:
    return postgres_answers(folder);
  case Engine::mariadb:
    return mariadb_answers();
  case Engine::redis:
    break;
  }
  return redis_answers();
}

} // namespace bex::services
