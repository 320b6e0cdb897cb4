// PostgreSQL for a run: a server of its own that is started inside the sandbox, on a cluster that is made
// once and copied. Never the machine's own server, and no port.
#pragma once

#include "sandboxes/sandbox.hpp"

#include <filesystem>
#include <string>

namespace bex::services {

// What Debian and Ubuntu install; the tools of one major version lie in NN/bin below it.
inline constexpr const char* postgres_versions = "/usr/lib/postgresql";

struct Postgres {
  std::filesystem::path programs; // the folder with postgres and initdb
  int version = 0;                // the major one
};

// The newest that is whole. Error of kind `machine`, with the command that installs one.
[[nodiscard]] Result<Postgres> find_postgres(const std::filesystem::path& versions = postgres_versions);

// A fresh cluster (UTF-8, order of code points, superuser `bexercise`) below `cache`, made by initdb in the
// sandbox when it is not there yet. Two processes may ask at once.
[[nodiscard]] Result<std::filesystem::path> cluster_of(const Postgres& postgres,
                                                       const std::filesystem::path& cache, Sandbox& sandbox);

// For a program inside: where the server's tools are, and the cluster, which is mounted read-only.
struct PostgresInside {
  std::string programs, cluster;
};

// Adds to a run what the server takes: the mount of the cluster, memory, scratch space, processes.
[[nodiscard]] PostgresInside add_postgres(SandboxSpec& spec, const Postgres& postgres,
                                          const std::filesystem::path& cluster);

} // namespace bex::services
