#include "graders/services/service.hpp"

#include "graders/services/engine.hpp"
#include "graders/services/postgres.hpp"

#include <fmt/format.h>
#include <sys/stat.h>

namespace bex::services {
namespace {

struct Programs {
  const char *server, *maker, *client, *package;
};

// As Debian and Ubuntu install them.
constexpr Programs mariadb{"/usr/sbin/mariadbd", "/usr/bin/mariadb-install-db", "/usr/bin/mariadb",
                           "mariadb-server"};
constexpr Programs redis{"/usr/bin/redis-server", "", "/usr/bin/redis-cli", "redis-server"};

// Nobody needs to be asked for a version to see that it is another one.
std::string stamp_of(const std::string& program) {
  struct stat status{};
  if (::stat(program.c_str(), &status) != 0) return {};
  return fmt::format("{}:{}", status.st_size, status.st_mtim.tv_sec);
}

Result<Installed> found(const Programs& programs, Engine engine) {
  Installed installed{programs.server, programs.maker, programs.client, stamp_of(programs.server)};
  std::string_view needed[] = {programs.server, programs.maker, programs.client};
  for (const auto program : needed)
    if (!program.empty() && stamp_of(std::string(program)).empty())
      return fail(ErrorKind::machine, fmt::format("{} is not installed here", title_of(engine)),
                  fmt::format("sudo apt-get install {}", programs.package));
  return installed;
}

} // namespace

Result<Installed> find(Engine engine) {
  if (engine == Engine::mariadb) return found(mariadb, engine);
  if (engine == Engine::redis) return found(redis, engine);
  const auto postgres = find_postgres();
  if (!postgres) return tl::unexpected<Error>(postgres.error());
  const auto in = [&](const char* name) { return (postgres->programs / name).string(); };
  return Installed{in("postgres"), in("initdb"), in("psql"), std::to_string(postgres->version)};
}

Result<std::vector<std::string>> session_words(const Service& service) {
  const auto installed = find(service.engine);
  if (!installed) return tl::unexpected<Error>(installed.error());
  switch (service.engine) {
  case Engine::postgres:
    return std::vector<std::string>{installed->client, "-X", "-q", "-P", "null=NULL", url_of(service.engine)};
  case Engine::mariadb:
    return std::vector<std::string>{installed->client,
                                    "--no-defaults",
                                    "--host=127.0.0.1",
                                    "--user=app",
                                    "--password=app",
                                    "--table",
                                    "app"};
  case Engine::redis:
    break;
  }
  return std::vector<std::string>{installed->client, "-u", url_of(service.engine)};
}

} // namespace bex::services
