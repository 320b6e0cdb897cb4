#include "graders/stdio/data.hpp"

#include "sandboxes/base/digest.hpp"
#include "sandboxes/base/file.hpp"
#include "sandboxes/base/text.hpp"

#include <fmt/format.h>

#include <cerrno>
#include <cstring>
#include <fcntl.h>
#include <sys/stat.h>
#include <utility>

namespace bex::stdio {
namespace {

const char* const generator = "data/generate.py";
constexpr std::size_t most_message = 2u << 10; // of a checker, in bytes
constexpr std::size_t most_log = 16u << 10;    // of stderr
constexpr int checker_accepts = 42, checker_rejects = 43;

tl::unexpected<DataError> failed(Error error, std::string log = {}) {
  return tl::unexpected<DataError>(DataError{std::move(error), std::move(log)});
}

// The limits of a program of the pack: not what is graded, so roomy, but it must end.
Limits roomy(Limits limits) {
  limits.cpu = Millis(60'000);
  limits.wall = Millis(120'000);
  limits.memory = mib(1'024);
  limits.output = mib(32);
  return limits;
}

// `what` names the program in an error.
DataResult<RunResult> run(const SandboxSpec& spec, const std::string& what, Context& context) {
  auto result = context.sandbox.run(spec);
  if (!result) {
    result.error().context.push_back("while running " + what);
    return failed(std::move(result.error()));
  }
  if (const auto* not_started = std::get_if<NotStarted>(&result->ending))
    return failed(
        {ErrorKind::machine,
         with_errno(fmt::format("{} could not be started: {}", what, not_started->step), not_started->error),
         {},
         "`bexercise doctor` looks for the cause",
         {}});
  return std::move(*result);
}

DataResult<std::string> output_of(const SandboxSpec& spec, const std::string& what, Context& context) {
  auto result = run(spec, what, context);
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

// A Python script of the exercise, alone in its box.
DataResult<SandboxSpec> script(const fs::path& path, const Context& context) {
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

DataResult<std::string> generate(const Generated& generated, std::uint64_t seed, Context& context) {
  auto spec = script(generator, context);
  if (!spec) return tl::unexpected<DataError>(std::move(spec.error()));
  spec->argv.push_back(std::to_string(seed));
  spec->argv.insert(spec->argv.end(), generated.args.begin(), generated.args.end());
  return output_of(*spec, fmt::format("the generator `{} {}`", generator, seed), context);
}

DataResult<std::string> ask_reference(Input input, Context& context) {
  if (!context.reference)
    return failed({ErrorKind::internal, "the reference solution was not made ready", {}, {}, {}});
  auto spec = spec_for(*context.reference);
  spec.input = std::move(input);
  spec.limits = roomy(spec.limits);
  return output_of(spec, "the reference solution", context);
}

// All that decides what is in `in` and `out`.
DataResult<std::string> digest_of(const Case& one, std::uint64_t seed, const Context& context) {
  Digest digest;
  digest.add("stdio data 1");
  if (const auto* generated = std::get_if<Generated>(&one.input)) {
    auto bytes = read_file(context.exercise / generator);
    if (!bytes) return failed(std::move(bytes.error()));
    digest.add("generated")
        .add(*bytes)
        .add(std::to_string(seed))
        .add(context.python ? context.python->digest : "");
    for (const auto& arg : generated->args) digest.add(arg);
  } else if (const auto* file = std::get_if<fs::path>(&one.input)) {
    auto bytes = read_file(context.exercise / *file);
    if (!bytes) return failed(std::move(bytes.error()));
    digest.add("given").add(*bytes);
  } else {
    digest.add("given").add(std::get<std::string>(one.input));
  }
  if (!one.output && context.reference) digest.add("reference").add(context.reference->digest);
  return digest.hex();
}

Input given_input(const Case& one, const Context& context) {
  if (const auto* file = std::get_if<fs::path>(&one.input)) return context.exercise / *file;
  return std::get<std::string>(one.input);
}

// Fills `folder` with `in` (when it is generated) and `out` (when the reference says it).
DataResult<void> make_data(const Case& one, std::uint64_t seed, const fs::path& folder, Context& context) {
  Input input;
  if (const auto* generated = std::get_if<Generated>(&one.input)) {
    auto made = generate(*generated, seed, context);
    if (!made) return tl::unexpected<DataError>(std::move(made.error()));
    if (auto written = write_file(folder / "in", *made); !written) return failed(std::move(written.error()));
    input = folder / "in";
  } else {
    input = given_input(one, context);
  }
  if (one.output) return {};
  auto out = ask_reference(std::move(input), context);
  if (!out) return tl::unexpected<DataError>(std::move(out.error()));
  if (auto written = write_file(folder / "out", *out); !written) return failed(std::move(written.error()));
  return {};
}

// The folder with the data of a case, made when it is not there yet. Two that make it at once make the same:
// the first one stays.
DataResult<fs::path> data_folder(const Case& one, std::uint64_t seed, Context& context) {
  auto digest = digest_of(one, seed, context);
  if (!digest) return tl::unexpected<DataError>(std::move(digest.error()));
  const auto all = context.cache / "data";
  const auto folder = all / *digest;
  // Its time says when it was used last: what lies longest goes first.
  if (::utimensat(AT_FDCWD, folder.c_str(), nullptr, 0) == 0) return folder;
  std::error_code code;
  auto temporary = TempDir::make(all);
  if (!temporary) return failed(std::move(temporary.error()));
  if (auto made = make_data(one, seed, temporary->path(), context); !made)
    return tl::unexpected<DataError>(std::move(made.error()));
  fs::rename(temporary->path(), folder, code);
  if (!code)
    (void)temporary->release();
  else if (!fs::is_directory(folder))
    return failed(
        fail_errno(ErrorKind::machine, "could not keep the data in `" + folder.string() + "`", code.value())
            .value());
  return folder;
}

} // namespace

Result<std::string> bytes_of(const Input& input) {
  if (const auto* path = std::get_if<fs::path>(&input)) return read_file(*path);
  return std::get<std::string>(input);
}

DataResult<CaseData> prepare(const Case& one, std::uint64_t seed, Context& context) {
  CaseData data;
  Result<std::string> expected;
  const bool generated = std::holds_alternative<Generated>(one.input);
  fs::path folder;
  if (generated || !one.output) {
    auto made = data_folder(one, seed, context);
    if (!made) return tl::unexpected<DataError>(std::move(made.error()));
    folder = std::move(*made);
  }
  data.input = generated ? Input(folder / "in") : given_input(one, context);
  if (!one.output)
    expected = read_file(folder / "out");
  else if (const auto* file = std::get_if<fs::path>(&*one.output))
    expected = read_file(context.exercise / *file);
  else
    expected = std::get<std::string>(*one.output);
  if (!expected) return failed(std::move(expected.error()));
  data.expected = std::move(*expected);
  return data;
}

DataResult<CheckerReply> ask_checker(const std::string& program, const CaseData& data,
                                     const std::string& came, Context& context) {
  auto spec = script(program, context);
  if (!spec) return tl::unexpected<DataError>(std::move(spec.error()));
  auto input = bytes_of(data.input);
  if (!input) return failed(std::move(input.error()));
  for (const auto* name : {"input.txt", "expected.txt"}) spec->argv.emplace_back(name);
  spec->files.emplace_back("input.txt", std::move(*input));
  spec->files.emplace_back("expected.txt", data.expected);
  spec->input = came;
  const auto what = fmt::format("the checker `{}`", program);
  auto result = run(*spec, what, context);
  if (!result) return tl::unexpected<DataError>(std::move(result.error()));
  const auto* exited = std::get_if<Exited>(&result->ending);
  if (exited && (exited->code == checker_accepts || exited->code == checker_rejects)) {
    auto message = result->out.substr(0, most_message);
    return CheckerReply{exited->code == checker_accepts, std::string(trim(message))};
  }
  return failed({ErrorKind::pack,
                 fmt::format("{} {}", what, describe(result->ending)),
                 {},
                 "a checker exits with 42 to accept and 43 to reject; tell the pack's authors",
                 {}},
                result->err.substr(0, most_log));
}

} // namespace bex::stdio
