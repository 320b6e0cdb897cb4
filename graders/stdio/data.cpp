#include "graders/stdio/data.hpp"

#include "graders/stdio/sweep.hpp"
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
constexpr int checker_accepts = 42, checker_rejects = 43;
constexpr int worth_a_sweep = 8; // cases

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

// What lies in the folder of a case: `in` when it is generated, `out` when the reference says it.
struct Made {
  std::optional<std::string> in, out;
};

DataResult<Made> make_data(const Case& one, std::uint64_t seed, Context& context) {
  Made made;
  Input input;
  if (const auto* generated = std::get_if<Generated>(&one.input)) {
    auto bytes = generate(*generated, seed, context);
    if (!bytes) return tl::unexpected<DataError>(std::move(bytes.error()));
    made.in = *bytes;
    input = std::move(*bytes);
  } else {
    input = given_input(one, context);
  }
  if (one.output) return made;
  auto out = ask_reference(std::move(input), context);
  if (!out) return tl::unexpected<DataError>(std::move(out.error()));
  made.out = std::move(*out);
  return made;
}

// Two that keep the same at once keep equal things: the first one stays.
Result<void> keep(const Made& made, const fs::path& folder) {
  auto temporary = TempDir::make(folder.parent_path());
  if (!temporary) return tl::unexpected<Error>(std::move(temporary.error()));
  for (const auto& [name, bytes] : {std::pair{"in", &made.in}, std::pair{"out", &made.out}})
    if (*bytes)
      if (auto written = write_file(temporary->path() / name, **bytes); !written) return written;
  std::error_code code;
  fs::rename(temporary->path(), folder, code);
  if (!code)
    (void)temporary->release();
  else if (!fs::is_directory(folder))
    return fail_errno(ErrorKind::machine, "could not keep the data in `" + folder.string() + "`",
                      code.value());
  return {};
}

// Its time says when it was used last: what lies longest goes first.
bool is_kept(const fs::path& folder) {
  return ::utimensat(AT_FDCWD, folder.c_str(), nullptr, 0) == 0;
}

// The folder with the data of a case, made when it is not there yet.
DataResult<fs::path> data_folder(const Case& one, std::uint64_t seed, Context& context) {
  auto digest = digest_of(one, seed, context);
  if (!digest) return tl::unexpected<DataError>(std::move(digest.error()));
  auto folder = context.cache / "data" / *digest;
  if (is_kept(folder)) return folder;
  auto made = make_data(one, seed, context);
  if (!made) return tl::unexpected<DataError>(std::move(made.error()));
  if (auto kept = keep(*made, folder); !kept) return failed(std::move(kept.error()));
  return folder;
}

} // namespace

void prepare_ahead(const Case& one, Context& context) {
  const auto* generated = std::get_if<Generated>(&one.input);
  if (!generated || generated->count < worth_a_sweep) return;
  std::vector<fs::path> folders;
  int missing = 0;
  for (int i = 0; i < generated->count; ++i) {
    const auto digest = digest_of(one, generated->seed + static_cast<std::uint64_t>(i), context);
    if (!digest) return;
    folders.push_back(context.cache / "data" / *digest);
    missing += is_kept(folders.back()) ? 0 : 1;
  }
  if (missing < worth_a_sweep) return;
  const auto inputs = sweep_generator(generator, generated->seed, generated->count, generated->args, context);
  if (!inputs || inputs->size() != folders.size()) return;
  if (!one.output && (!context.reference || !context.reference->launcher.empty())) return;
  const auto outputs =
      one.output ? *inputs
                 : sweep(*context.reference, "the reference solution", *inputs, roomy({}).cpu, context);
  if (!outputs || outputs->size() != folders.size()) return;
  for (std::size_t i = 0; i < folders.size(); ++i)
    if (!keep({inputs->at(i), one.output ? std::nullopt : std::optional(outputs->at(i))}, folders[i])) return;
}

Result<std::string> bytes_of(const Input& input) {
  if (const auto* path = std::get_if<fs::path>(&input)) return read_file(*path);
  return std::get<std::string>(input);
}

DataResult<std::string> expected_of(const std::string& input, Context& context) {
  return ask_reference(input, context);
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
  auto result = run_program(*spec, what, context);
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
