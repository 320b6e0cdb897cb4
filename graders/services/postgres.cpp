#include "graders/services/postgres.hpp"

#include "sandboxes/base/digest.hpp"
#include "sandboxes/base/file.hpp"
#include "sandboxes/base/text.hpp"

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/stat.h>

#include <charconv>
#include <system_error>

namespace bex::services {
namespace {

constexpr const char* cluster_inside = "/bexercise-cluster";
constexpr const char* install = "sudo apt-get install postgresql";

// Segments of 1 MiB (16 by default) keep the copy small. initdb asks for a passwd entry, which the box has.
const std::vector<std::string> options{"--username=bexercise", "--auth=trust",         "--encoding=UTF8",
                                       "--locale=C.UTF-8",     "--wal-segsize=1",      "--no-sync",
                                       "--no-instructions",    "--pgdata=/box/cluster"};

int number_named(const std::string& name) {
  int number = 0;
  const auto end = name.data() + name.size();
  const auto read = std::from_chars(name.data(), end, number);
  return read.ec == std::errc() && read.ptr == end ? number : 0;
}

// Its time says when it was used last: the cache drops what lies longest.
bool is_kept(const fs::path& folder) {
  return ::utimensat(AT_FDCWD, folder.c_str(), nullptr, 0) == 0 && fs::exists(folder / "cluster/PG_VERSION");
}

// Of the three databases only `postgres`, made last, is ever connected to; the templates would be two thirds
// of each copy.
void drop_templates(const fs::path& databases) {
  int last = 0;
  std::error_code ignored;
  for (const auto& entry : fs::directory_iterator(databases, ignored))
    last = std::max(last, number_named(entry.path().filename().string()));
  for (const auto& entry : fs::directory_iterator(databases, ignored))
    if (entry.path().filename() != std::to_string(last)) fs::remove_all(entry.path(), ignored);
}

Result<void> make_cluster(const Postgres& postgres, const fs::path& into, Sandbox& sandbox) {
  SandboxSpec spec;
  spec.argv = {(postgres.programs / "initdb").string()};
  spec.argv.insert(spec.argv.end(), options.begin(), options.end());
  spec.env = {{"PATH", "/usr/bin:/bin"}, {"LANG", "C.UTF-8"}, {"TZ", "UTC"}};
  spec.limits.cpu = Millis(60'000);
  spec.limits.wall = Millis(120'000);
  spec.collect = into;
  const auto run = sandbox.run(spec);
  if (!run) return tl::unexpected<Error>(run.error());
  if (const auto* exited = std::get_if<Exited>(&run->ending); exited && exited->code == 0) {
    drop_templates(into / "cluster/base");
    return {};
  }
  return fail(
      ErrorKind::machine,
      fmt::format("PostgreSQL {} makes no cluster: initdb {}", postgres.version, describe(run->ending)),
      std::string(trim(run->err)));
}

} // namespace

Result<Postgres> find_postgres(const fs::path& versions) {
  Postgres best;
  std::error_code code;
  for (const auto& entry : fs::directory_iterator(versions, code)) {
    const int version = number_named(entry.path().filename().string());
    const auto programs = entry.path() / "bin";
    std::error_code ignored;
    if (version > best.version && fs::exists(programs / "postgres", ignored) &&
        fs::exists(programs / "initdb", ignored))
      best = {programs, version};
  }
  if (best.version == 0) return fail(ErrorKind::machine, "PostgreSQL is not installed here", install);
  return best;
}

Result<fs::path> cluster_of(const Postgres& postgres, const fs::path& cache, Sandbox& sandbox) {
  Digest digest;
  digest.add("postgres, one database").add(std::to_string(postgres.version)).add(join(options, "\n"));
  const auto folder = cache / "toolchains" / digest.hex();
  if (is_kept(folder)) return folder / "cluster";
  auto made = TempDir::make(folder.parent_path());
  if (!made) return tl::unexpected<Error>(std::move(made.error()));
  if (auto done = make_cluster(postgres, made->path(), sandbox); !done)
    return tl::unexpected<Error>(std::move(done.error()));
  std::error_code code;
  fs::rename(made->path(), folder, code);
  if (!code)
    (void)made->release();
  else if (!is_kept(folder))
    return fail_errno(ErrorKind::machine, "could not keep the cluster in `" + folder.string() + "`",
                      code.value());
  return folder / "cluster";
}

PostgresInside add_postgres(SandboxSpec& spec, const Postgres& postgres, const fs::path& cluster) {
  spec.mounts.push_back({cluster, cluster_inside});
  spec.limits.memory.count += mib(160).count; // the copy of the cluster, shared buffers, six processes
  spec.limits.scratch = std::max(spec.limits.scratch, mib(256));
  spec.limits.processes += 16;
  return {postgres.programs.string(), cluster_inside};
}

} // namespace bex::services
