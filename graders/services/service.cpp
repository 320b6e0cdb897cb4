#include "graders/services/engine.hpp"
#include "graders/services/postgres.hpp"

#include "sandboxes/base/digest.hpp"
#include "sandboxes/base/file.hpp"
#include "sandboxes/base/text.hpp"

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/stat.h>

#include <algorithm>
#include <array>
#include <system_error>

namespace bex::services {
namespace {

constexpr std::size_t most_seed = 4u << 20;
constexpr Millis start_cpu{1'000}, start_wall{10'000}; // what a server's start may take beside the program
const std::array<std::string, 3> engine_names{"postgres", "mariadb", "redis"};

struct Needs {
  Bytes memory, scratch;
  unsigned processes;
};

Needs needs_of(Engine engine) {
  if (engine == Engine::redis) return {mib(96), mib(64), 8};
  return engine == Engine::mariadb ? Needs{mib(384), mib(256), 48} : Needs{mib(160), mib(256), 32};
}

std::string read_seed(Reader& table, const fs::path& exercise) {
  const auto name = table.text("seed");
  if (!name) return {};
  const auto path = fs::path(*name).lexically_normal();
  if (path.is_absolute() || *path.begin() == "..") {
    table.error_at_value("seed", fmt::format("`{}` leads out of the exercise", *name));
    return {};
  }
  auto text = read_file(exercise / path, most_seed);
  if (text) return std::move(*text);
  table.error_at_value("seed", fmt::format("`{}` cannot be read", *name), {},
                       "paths are relative to the folder of the exercise");
  return {};
}

bool is_variable(const std::string& name) {
  const auto fits = [](char c) { return (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_'; };
  return !name.empty() && std::all_of(name.begin(), name.end(), fits) && !(name[0] >= '0' && name[0] <= '9');
}

Service read_service(Reader& table, const std::string& name, const fs::path& exercise) {
  Service service;
  service.name = name;
  const auto engine = table.one_of("engine", engine_names);
  if (!engine && !table.has("engine"))
    table.error_here(fmt::format("the service `{}` has no engine", name), {},
                     "give `engine = \"postgres\"`, `\"mariadb\"` or `\"redis\"`");
  const auto at = std::find(engine_names.begin(), engine_names.end(), engine.value_or("postgres"));
  service.engine = static_cast<Engine>(at - engine_names.begin());
  service.variable =
      table.text("variable").value_or(service.engine == Engine::redis ? "REDIS_URL" : "DATABASE_URL");
  if (!is_variable(service.variable))
    table.error_at_value("variable", fmt::format("`{}` is no name of a variable", service.variable), {},
                         "capital letters, digits and `_`");
  service.seed = read_seed(table, exercise);
  table.finish();
  return service;
}

Given given_of(const Service& service, const Installed& installed, std::string data) {
  return {service.name, service.engine, installed.server, installed.maker, installed.client, std::move(data)};
}

// Its time says when it was used last: the cache drops what lies longest.
bool is_kept(const fs::path& folder) {
  std::error_code ignored;
  return ::utimensat(AT_FDCWD, folder.c_str(), nullptr, 0) == 0 && fs::exists(folder / "made/data", ignored);
}

Result<void> make_data(const Service& service, const Installed& installed, const fs::path& into,
                       Sandbox& sandbox, const fs::path& cache) {
  const auto needs = needs_of(service.engine);
  SandboxSpec spec;
  spec.env = {
      {"PATH", "/usr/bin:/bin:/usr/sbin:/sbin"}, {"LANG", "C.UTF-8"}, {"TZ", "UTC"}, {"HOME", "/tmp"}};
  spec.mounts = {own_program()};
  spec.limits = {Millis(60'000), Millis(120'000), mib(512), mib(1), mib(256), needs.scratch, 128};
  spec.network = Network::loopback;
  std::string base;
  if (service.engine == Engine::postgres) {
    const auto cluster = cluster_of(*find_postgres(), cache, sandbox);
    if (!cluster) return tl::unexpected<Error>(cluster.error());
    base = fmt::format("{}/base", data_inside);
    spec.mounts.push_back({*cluster, base});
  }
  spec.argv = {program_inside, std::string(make_word), to_json({given_of(service, installed, base)})};
  spec.input = service.seed;
  spec.collect = into;
  const auto run = sandbox.run(spec);
  if (!run) return tl::unexpected<Error>(run.error());
  if (const auto* exited = std::get_if<Exited>(&run->ending); exited && exited->code == 0) return {};
  return fail(ErrorKind::pack,
              fmt::format("the data of the service `{}` cannot be made: {} {}", service.name,
                          title_of(service.engine), describe(run->ending)),
              std::string(trim(run->err)));
}

// The folder in the cache with the data of one service, and what it is called.
struct Kept {
  fs::path folder;
  std::string key;
};

Result<Kept> data_of(const Service& service, const Installed& installed, Sandbox& sandbox,
                     const fs::path& cache) {
  Digest digest;
  digest.add("service data 1").add(name_of(service.engine)).add(installed.version).add(service.seed);
  const Given nobody{"", service.engine, "", "", "", ""};
  digest.add(setup_of(service.engine)).add(join(server_words(nobody, "", Log::kept), "\n"));
  const auto folder = cache / "toolchains" / digest.hex();
  const Kept kept{folder / "made/data", digest.hex()};
  if (is_kept(folder)) return kept;
  auto made = TempDir::make(folder.parent_path());
  if (!made) return tl::unexpected<Error>(std::move(made.error()));
  if (auto done = make_data(service, installed, made->path(), sandbox, cache); !done)
    return tl::unexpected<Error>(std::move(done.error()));
  std::error_code code;
  fs::rename(made->path(), folder, code);
  if (!code)
    (void)made->release();
  else if (!is_kept(folder))
    return fail_errno(ErrorKind::machine, "could not keep data in `" + folder.string() + "`", code.value());
  return kept;
}

void add_path(Program& program, const std::string& folder) {
  for (auto& [name, value] : program.env)
    if (name == "PATH") value = folder + ":" + value;
}

Result<Given> add(Program& program, const Service& service, Sandbox& sandbox, const fs::path& cache) {
  const auto installed = find(service.engine);
  if (!installed) return tl::unexpected<Error>(installed.error());
  const auto kept = data_of(service, *installed, sandbox, cache);
  if (!kept) return tl::unexpected<Error>(kept.error());
  const auto inside = fmt::format("{}/{}", data_inside, service.name);
  program.mounts.push_back({kept->folder, inside});
  program.env.emplace_back(service.variable, url_of(service.engine));
  program.service_ports.push_back(port_of(service.engine));
  program.digest = Digest().add(program.digest).add(service.variable).add(kept->key).hex();
  const auto needs = needs_of(service.engine);
  program.limits.cpu += start_cpu;
  program.limits.wall += start_wall;
  program.limits.memory.count += needs.memory.count;
  program.limits.scratch.count += needs.scratch.count;
  program.limits.processes += needs.processes;
  // Debian's psql in /usr/bin is a script that looks for clusters of the machine.
  if (service.engine == Engine::postgres) add_path(program, fs::path(installed->client).parent_path());
  return given_of(service, *installed, inside);
}

} // namespace

Mount own_program() {
  std::error_code code;
  return {fs::read_symlink("/proc/self/exe", code), program_inside};
}

std::string_view name_of(Engine engine) {
  return engine_names[static_cast<std::size_t>(engine)];
}

std::string_view title_of(Engine engine) {
  return engine == Engine::postgres ? "PostgreSQL" : engine == Engine::mariadb ? "MariaDB" : "Redis";
}

std::vector<Service> parse(Reader& services, const fs::path& exercise) {
  std::vector<Service> all;
  for (const auto& name : services.keys()) {
    auto table = services.table(name);
    if (!table) continue;
    if (!is_slug(name))
      table->error_here(fmt::format("`{}` is no name of a service", name), {},
                        "small letters, digits and single hyphens");
    auto service = read_service(*table, name, exercise);
    for (const auto& other : all) {
      if (other.engine == service.engine)
        table->error_here(fmt::format("`{}` and `{}` have the same engine", other.name, name), {},
                          "one service of each engine");
      else if (other.variable == service.variable)
        table->error_here(fmt::format("`{}` and `{}` are both in ${}", other.name, name, other.variable), {},
                          "give one of them another `variable`");
    }
    all.push_back(std::move(service));
  }
  services.finish();
  return all;
}

Result<void> equip(Program& program, std::span<const Service> services, Sandbox& sandbox,
                   const fs::path& cache) {
  if (services.empty()) return {};
  if (sandbox.level() == Level::unsafe)
    return fail(ErrorKind::machine, "services are started in the sandbox only", "leave out `--unsafe`");
  std::vector<Given> all;
  for (const auto& service : services) {
    auto given = add(program, service, sandbox, cache);
    if (!given) return tl::unexpected<Error>(std::move(given.error()));
    all.push_back(std::move(*given));
  }
  program.mounts.push_back(own_program());
  program.launcher = {program_inside, std::string(launch_word), to_json(all)};
  return {};
}

} // namespace bex::services
