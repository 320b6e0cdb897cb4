// The server, inside the sandbox.
#pragma once

#include "graders/services/postgres.hpp"

#include <tl/expected.hpp>

#include <memory>
#include <string>
#include <vector>

#include <sys/types.h>

namespace bex::services {

// The command of a server on the folder `data` that listens nowhere yet: further settings (`-c NAME=VALUE`)
// may follow and win over these.
[[nodiscard]] std::vector<std::string> postgres_server_words(const std::string& program,
                                                             const std::string& data);

// One running server that listens on a Unix socket alone. It is tuned for data that nobody keeps: nothing is
// synced. The destructor stops it and reaps it; connections are cut.
class PostgresServer {
 public:
  // Copies the cluster and waits until the server takes connections; an error has the end of its log.
  static tl::expected<std::unique_ptr<PostgresServer>, std::string> start(const PostgresInside& inside);
  ~PostgresServer();
  PostgresServer(const PostgresServer&) = delete;
  PostgresServer& operator=(const PostgresServer&) = delete;

  [[nodiscard]] const std::string& socket_folder() const { return folder_; }
  // Whether it still runs. A server that cannot write its log of changes (no room) ends itself.
  [[nodiscard]] bool is_alive();

 private:
  explicit PostgresServer(pid_t process, std::string folder)
      : process_(process), folder_(std::move(folder)) {}
  pid_t process_;
  std::string folder_;
};

} // namespace bex::services
