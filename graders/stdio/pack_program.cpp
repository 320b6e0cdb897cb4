#include "graders/stdio/pack_program.hpp"

#include "sandboxes/base/file.hpp"

#include <fmt/format.h>

#include <utility>

namespace bex::stdio {

tl::unexpected<DataError> failed(Error error, std::string log) {
  return tl::unexpected<DataError>(DataError{std::move(error), std::move(log)});
}

Limits roomy(Limits limits) {
  limits.cpu = Millis(60'000);
  limits.wall = Millis(120'000);
  limits.memory = mib(1'024);
  limits.output = mib(128);
  return limits;
}

DataResult<SandboxSpec> script(const std::filesystem::path& path, const Context& context) {
  if (!context.python)
    return failed({ErrorKind::machine,
                   "there is no python3 to run the pack's own programs",
                   {},
                   "sudo apt-get install python3",
                   {}});
  auto bytes = read_file(context.exercise / path);
  if (!bytes) return failed(std::move(bytes.error()));
  auto spec = spec_for(*context.python);
  spec.argv.push_back(path.filename().string());
  spec.files.emplace_back(path.filename().string(), std::move(*bytes));
  spec.limits = roomy(spec.limits);
  return spec;
}

DataResult<RunResult> run_program(const SandboxSpec& spec, const std::string& what, Context& context) {
  auto result = context.sandbox.run(spec);
  if (!result) {
    result.error().context.push_back("while running " + what);
    return failed(std::move(result.error()));
  }
  if (std::holds_alternative<NotStarted>(result->ending))
    return failed({ErrorKind::machine,
                   fmt::format("{} {}", what, describe(result->ending)),
                   {},
                   "`bexercise doctor` looks for the cause",
                   {}},
                  result->err.substr(0, most_log));
  return std::move(*result);
}

DataResult<std::string> output_of(const SandboxSpec& spec, const std::string& what, Context& context) {
  auto result = run_program(spec, what, context);
  if (!result) return tl::unexpected<DataError>(std::move(result.error()));
  const auto* exited = std::get_if<Exited>(&result->ending);
  if (exited && exited->code == 0) return std::move(result->out);
  return failed({ErrorKind::pack,
                 fmt::format("{} {}", what, describe(result->ending)),
                 {},
                 "this is a fault of the pack: tell its authors",
                 {}},
                result->err.substr(0, most_log));
}

} // namespace bex::stdio
