#include "graders/services/postgres_server.hpp"

#include "sandboxes/base/file.hpp"
#include "sandboxes/base/text.hpp"

#include <fcntl.h>
#include <fmt/format.h>
#include <signal.h>
#include <spawn.h>
#include <sys/wait.h>

#include <chrono>
#include <cstring>
#include <system_error>
#include <thread>

namespace bex::services {
namespace {

constexpr const char* folder = "/tmp/postgres";
constexpr std::chrono::seconds start_limit{60};
constexpr std::chrono::milliseconds between_looks{1};
constexpr std::size_t most_log = 600;

// https://www.postgresql.org/docs/15/runtime-config.html. No worker but those that a server always has; a
// session may change what is only meant as a default.
const char* const settings[] = {"listen_addresses=",
                                "fsync=off",
                                "synchronous_commit=off",
                                "full_page_writes=off",
                                "autovacuum=off",
                                "jit=off",
                                "shared_buffers=16MB",
                                "wal_level=minimal",
                                "max_wal_senders=0",
                                "max_wal_size=32MB",
                                "min_wal_size=2MB",
                                "max_connections=24",
                                "max_worker_processes=0",
                                "max_parallel_workers=0",
                                "max_logical_replication_workers=0",
                                "max_prepared_transactions=0",
                                "huge_pages=off",
                                "track_counts=off",
                                "track_activities=off",
                                "update_process_title=off",
                                "log_min_messages=fatal",
                                "log_min_error_statement=panic",
                                "client_min_messages=error",
                                "temp_file_limit=64MB",
                                "statement_timeout=60s",
                                "lock_timeout=30s",
                                "idle_session_timeout=0",
                                "timezone=UTC",
                                "datestyle=ISO, YMD",
                                "restart_after_crash=off",
                                "session_preload_libraries=",
                                "local_preload_libraries="};

tl::expected<std::string, std::string> copy_cluster(const std::string& from) {
  std::error_code code;
  const auto data = std::string(folder) + "/data";
  fs::create_directories(folder, code);
  if (!code) fs::copy(from, data, fs::copy_options::recursive, code);
  // The server refuses a folder that others can read.
  if (!code) fs::permissions(data, fs::perms::owner_all, code);
  if (code) return tl::unexpected("the cluster cannot be copied: " + code.message());
  return data;
}

// The eighth line of this file is the server's state (src/include/utils/pidfile.h).
bool says_ready(const std::string& data) {
  const auto text = read_file(data + "/postmaster.pid", 4'096);
  return text && line_of(*text, 8).starts_with("ready");
}

std::string end_of_log() {
  auto log = read_file(std::string(folder) + "/log").value_or("");
  if (log.size() > most_log) log.erase(0, log.size() - most_log);
  return std::string(trim(log));
}

tl::expected<pid_t, std::string> spawn(const PostgresInside& inside, const std::string& data) {
  const auto program = inside.programs + "/postgres";
  auto words = postgres_server_words(program, data);
  words.insert(words.end(), {"-c", fmt::format("unix_socket_directories={}", folder)});
  std::vector<char*> argv;
  for (auto& word : words) argv.push_back(word.data());
  argv.push_back(nullptr);
  posix_spawn_file_actions_t actions;
  ::posix_spawn_file_actions_init(&actions);
  ::posix_spawn_file_actions_addopen(&actions, 0, "/dev/null", O_RDONLY, 0);
  const auto log = std::string(folder) + "/log";
  ::posix_spawn_file_actions_addopen(&actions, 1, log.c_str(), O_WRONLY | O_CREAT | O_APPEND, 0600);
  ::posix_spawn_file_actions_adddup2(&actions, 1, 2);
  pid_t process = 0;
  const int error = ::posix_spawn(&process, program.c_str(), &actions, nullptr, argv.data(), environ);
  ::posix_spawn_file_actions_destroy(&actions);
  if (error != 0) return tl::unexpected(fmt::format("{} does not start: {}", program, std::strerror(error)));
  return process;
}

} // namespace

std::vector<std::string> postgres_server_words(const std::string& program, const std::string& data) {
  std::vector<std::string> words{program, "-D", data};
  for (const auto* setting : settings) words.insert(words.end(), {"-c", setting});
  return words;
}

tl::expected<std::unique_ptr<PostgresServer>, std::string>
PostgresServer::start(const PostgresInside& inside) {
  const auto data = copy_cluster(inside.cluster);
  if (!data) return tl::unexpected(data.error());
  const auto process = spawn(inside, *data);
  if (!process) return tl::unexpected(process.error());
  auto server = std::unique_ptr<PostgresServer>(new PostgresServer(*process, folder));
  const auto until = std::chrono::steady_clock::now() + start_limit;
  while (!says_ready(*data)) {
    if (!server->is_alive()) return tl::unexpected("the PostgreSQL server ended: " + end_of_log());
    if (std::chrono::steady_clock::now() > until)
      return tl::unexpected("the PostgreSQL server is not ready: " + end_of_log());
    std::this_thread::sleep_for(between_looks);
  }
  return server;
}

bool PostgresServer::is_alive() {
  if (process_ > 0 && ::waitpid(process_, nullptr, WNOHANG) == process_) process_ = 0;
  return process_ > 0;
}

// SIGQUIT is the immediate shutdown: backends, which have sessions of their own, get it from the server.
PostgresServer::~PostgresServer() {
  if (!is_alive()) return;
  ::kill(process_, SIGQUIT);
  ::waitpid(process_, nullptr, 0);
}

} // namespace bex::services
