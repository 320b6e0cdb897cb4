#include "runner/pipeline/build.hpp"

#include "graders/measure.hpp"
#include "runner/model/driver.hpp"
#include "runner/pipeline/cache.hpp"
#include "runner/pipeline/dependencies.hpp"
#include "sandboxes/base/digest.hpp"
#include "sandboxes/base/file.hpp"
#include "sandboxes/base/text.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <mutex>
#include <string_view>

namespace bex::pipeline {
namespace {

Outcome failed(Verdict verdict, Error error) {
  Outcome outcome;
  outcome.verdict = verdict;
  outcome.error = std::move(error);
  return outcome;
}

// A machine that cannot is no fault of the learner's, and none of the grader's either.
Outcome failed(Error error) {
  const bool lacking = error.kind == ErrorKind::machine;
  return failed(lacking ? Verdict::skipped : Verdict::judge_error, std::move(error));
}

// Of programs for exercises of `kind`.
const model::Warm* warm_for(const model::Language& language, std::string_view kind) {
  const auto at = std::find_if(language.warm.begin(), language.warm.end(), [&](const model::Warm& warm) {
    return std::find(warm.kinds.begin(), warm.kinds.end(), kind) != warm.kinds.end();
  });
  return at == language.warm.end() ? nullptr : &*at;
}

// Fills a tool chain's build cache once, by building a program of ours, and returns its folder; empty when
// the language keeps none.
Result<fs::path> warm_cache(const model::Language& language, std::string_view kind,
                            const Toolchain& toolchain, Sandbox& sandbox, const fs::path& cache) {
  const auto* warm = warm_for(language, kind);
  if (!warm) return fs::path{};
  const auto command = fill_in(language.build, toolchain, language.build_limits.memory);
  Digest digest;
  digest.add(language.id).add(toolchain.identity).add(join(command, "\n"));
  for (const auto& [name, text] : warm->files) digest.add(name).add(text);
  const auto folder = cache / "toolchains" / digest.hex();
  // It takes seconds of all processors: who comes meanwhile waits for it.
  static std::mutex filling;
  const std::scoped_lock lock(filling);
  if (touch(folder)) return folder / "cache";

  auto made = TempDir::make(cache / "toolchains");
  if (!made) return tl::unexpected<Error>(made.error());
  SandboxSpec spec;
  spec.argv = command;
  spec.env = environment_of(language, toolchain, language.build_limits.memory);
  spec.env.emplace_back(language.cache_env, "/box/cache");
  spec.files = warm->files;
  spec.mounts = toolchain.mounts;
  spec.limits = language.build_limits;
  spec.collect = made->path();
  auto run = sandbox.run(spec);
  if (!run) return tl::unexpected<Error>(run.error());
  if (const auto* exited = std::get_if<Exited>(&run->ending); !exited || exited->code != 0) {
    const bool late =
        std::holds_alternative<CpuLimit>(run->ending) || std::holds_alternative<IdleLimit>(run->ending);
    const auto said = std::string(trim(run->out + run->err));
    return fail(ErrorKind::machine,
                fmt::format("the {} tool chain does not build a small program: {}{}{}", language.name,
                            describe(run->ending), said.empty() ? "" : "\n", said),
                late ? "this machine is slow or busy: run the same command again when it has less to do"
                     : language.install);
  }
  if (auto kept = keep(std::move(*made), folder); !kept) return tl::unexpected<Error>(kept.error());
  return folder / "cache";
}

// A compiler that was stopped at a limit is the source's doing as well.
Outcome compile_error(const RunResult& run, const Limits& limits) {
  if (const auto* not_started = std::get_if<NotStarted>(&run.ending)) {
    const bool theirs = not_started->error == ENOENT || not_started->error == EACCES;
    auto error = fail_errno(theirs ? ErrorKind::usage : ErrorKind::machine, "could not " + not_started->step,
                            not_started->error);
    if (theirs)
      error.value().help =
          "the box has what /usr/bin has and the files of your folder: see `build` in `bexercise.toml`";
    return failed(theirs ? Verdict::compile_error : Verdict::skipped, error.value());
  }
  Outcome outcome;
  outcome.verdict = Verdict::compile_error;
  outcome.evidence.log = run.err;
  outcome.evidence.came = run.out;
  outcome.measured = measured_of(run, limits);
  return outcome;
}

// What is built with a submission, and how, where functions are asked for; else nothing.
model::Driver driver_of(const Source& source) {
  return source.signature ? model::filled_in(*source.language->driver, *source.signature) : model::Driver();
}

struct Commands {
  std::vector<std::string> build, run, typed;
};

// What a submission is built and run with.
struct Surroundings {
  Toolchain toolchain; // of the host; find_packages runs its tools
  Dependencies dependencies;

  [[nodiscard]] std::vector<Mount> mounts() const {
    auto all = toolchain.mounts;
    all.insert(all.end(), dependencies.mounts.begin(), dependencies.mounts.end());
    return all;
  }
  [[nodiscard]] Environment environment(const model::Language& language, Bytes memory) const {
    auto env = environment_of(language, toolchain, memory);
    for (auto& [name, value] : env)
      if (name == "PATH") value = dependencies.path + value;
    return env;
  }
};

tl::expected<Surroundings, Outcome> surroundings_of(const Source& source) {
  auto toolchain = find_toolchain(*source.language);
  if (!toolchain) return tl::unexpected<Outcome>(failed(toolchain.error()));
  auto dependencies = find_dependencies(*source.language, *toolchain, source.origin);
  if (dependencies) return Surroundings{std::move(*toolchain), std::move(*dependencies)};
  const bool theirs = dependencies.error().kind == ErrorKind::usage;
  return tl::unexpected<Outcome>(theirs ? failed(Verdict::compile_error, dependencies.error())
                                        : failed(dependencies.error()));
}

Commands commands_of(const Source& source, const Surroundings& around, const Limits& limits) {
  const auto& language = *source.language;
  const auto& own = source.override;
  const auto driver = driver_of(source);
  const auto& usual_build = driver.build.empty() ? language.build : driver.build;
  const auto& usual_run = driver.run.empty() ? language.run : driver.run;
  // A run command of one's own says that nothing is built, but a driver is put in by the build.
  const auto& building = !own.build.empty()                    ? own.build
                         : own.run.empty() || source.signature ? usual_build
                                                               : std::vector<std::string>{};
  const auto& running = own.run.empty() ? usual_run : own.run;
  auto inside = around.toolchain, by_name = around.toolchain;
  for (const auto& [name, path] : around.dependencies.tools) inside.tools[name] = path;
  for (auto& [name, path] : by_name.tools) path = name;
  return {fill_in(building, inside, language.build_limits.memory), fill_in(running, inside, limits.memory),
          fill_in(running, by_name, limits.memory)};
}

// Runs the build command; the built tree is in `folder` afterwards.
tl::expected<void, Outcome> run_build(const Source& source, const Surroundings& around,
                                      const std::vector<std::string>& command, Sandbox& sandbox,
                                      const fs::path& cache, const fs::path& folder) {
  const auto& language = *source.language;
  auto warmed = warm_cache(language, source.kind, around.toolchain, sandbox, cache);
  if (!warmed) return tl::unexpected<Outcome>(failed(warmed.error()));
  const bool in_place = sandbox.level() == Level::unsafe;
  auto packages = find_packages(language, around.toolchain, source.folder, in_place);
  if (!packages) return tl::unexpected<Outcome>(failed(packages.error()));
  auto made = TempDir::make(cache / "builds");
  if (!made) return tl::unexpected<Outcome>(failed(made.error()));
  SandboxSpec spec;
  spec.argv = command;
  spec.env = around.environment(language, language.build_limits.memory);
  spec.env.insert(spec.env.end(), packages->env.begin(), packages->env.end());
  spec.mounts = around.mounts();
  spec.mounts.insert(spec.mounts.end(), packages->mounts.begin(), packages->mounts.end());
  if (!warmed->empty()) {
    spec.mounts.push_back({*warmed, "/cache"});
    spec.env.emplace_back(language.cache_env, "/cache");
  }
  spec.box = source.folder;
  spec.files = driver_of(source).files;
  spec.limits = language.build_limits;
  spec.collect = made->path();
  auto run = sandbox.run(spec);
  if (!run) return tl::unexpected<Outcome>(failed(run.error()));
  const auto* exited = std::get_if<Exited>(&run->ending);
  if (!exited || exited->code != 0) return tl::unexpected<Outcome>(compile_error(*run, spec.limits));
  if (auto kept = keep(std::move(*made), folder); !kept) return tl::unexpected<Outcome>(failed(kept.error()));
  return {};
}

} // namespace

Environment environment_of(const model::Language& language, const Toolchain& toolchain, Bytes memory) {
  std::string path = "/usr/local/bin:/usr/bin:/bin";
  std::error_code code;
  if (!toolchain.root.empty() && fs::is_directory(toolchain.root, code))
    path = (toolchain.root / "bin").string() + ":" + path;
  Environment env = {{"PATH", path},        {"HOME", "/tmp"}, {"TMPDIR", "/tmp"}, {"LANG", "C.UTF-8"},
                     {"LC_ALL", "C.UTF-8"}, {"TZ", "UTC"},    {"USER", "learner"}};
  for (const auto& [name, value] : language.env)
    env.emplace_back(name, fill_in({value}, toolchain, memory).front());
  return env;
}

Limits limits_for(const Limits& limits, const model::Language& language) {
  Limits scaled = limits;
  const auto stretched = [&](Millis limit) {
    return std::chrono::duration_cast<Millis>(limit * model::cpu_factor_of(language.pace)) + language.startup;
  };
  scaled.cpu = stretched(limits.cpu);
  scaled.wall = std::max(stretched(limits.wall), scaled.cpu * 2);
  return scaled;
}

tl::expected<Program, Outcome> build(const Source& source, const Limits& limits, Sandbox& sandbox,
                                     const fs::path& cache) {
  if (source.signature && !source.language->driver)
    return tl::unexpected<Outcome>(
        failed(Verdict::compile_error,
               {ErrorKind::usage,
                fmt::format("functions are not asked for in {}", source.language->name),
                {},
                "start the exercise in another language: bexercise start EXERCISE --lang python",
                {}}));
  const auto around = surroundings_of(source);
  if (!around) return tl::unexpected<Outcome>(around.error());
  const auto commands = commands_of(source, *around, limits);
  Program program;
  program.argv = commands.run;
  program.typed = commands.typed;
  program.limits = limits_for(limits, *source.language);
  program.env = around->environment(*source.language, limits.memory);
  program.mounts = around->mounts();
  program.box = source.folder;
  Digest digest;
  for (const auto& [name, text] : driver_of(source).files) digest.add(name).add(text);
  program.digest = digest.add(source.digest)
                       .add(source.language->id)
                       .add(around->toolchain.identity)
                       .add(around->dependencies.identity)
                       .add(join(commands.build, "\n"))
                       .add(name_of(sandbox.level()) == std::string("unsafe") ? "unsafe" : "sandboxed")
                       .hex();
  if (commands.build.empty()) return program;
  program.box = cache / "builds" / program.digest;
  if (!touch(program.box))
    if (auto built = run_build(source, *around, commands.build, sandbox, cache, program.box); !built)
      return tl::unexpected<Outcome>(built.error());
  return program;
}

Result<Program> script_runner(const std::vector<model::Language>& languages) {
  const auto* python = model::language_named(languages, "python");
  if (!python) return fail(ErrorKind::internal, "the languages file has no `python`");
  auto toolchain = find_toolchain(*python);
  if (!toolchain) return tl::unexpected<Error>(toolchain.error());
  Program program;
  program.argv = {toolchain->tools.at(python->tools.front()).string()};
  program.limits.cpu = program.limits.wall = Millis(60'000);
  program.limits.memory = mib(1024);
  program.limits.output = mib(64);
  program.env = environment_of(*python, *toolchain, program.limits.memory);
  program.mounts = toolchain->mounts;
  program.digest = Digest().add(toolchain->identity).hex();
  return program;
}

} // namespace bex::pipeline
