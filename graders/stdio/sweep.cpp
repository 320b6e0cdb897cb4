#include "graders/stdio/sweep.hpp"

#include <fmt/format.h>

#include <charconv>
#include <optional>
#include <utility>

namespace bex::stdio {
namespace {

const char* const sweeper = ".sweep.py";

// sweep.py PROGRAM seeds FIRST COUNT ARGS... or PROGRAM inputs: runs the program in a fresh child for each
// seed, or each input on stdin. Texts go in and out as their length in a line, then their bytes.
constexpr std::string_view sweep_source = R"(import os, sys, tempfile, traceback

program, kind, *rest = sys.argv[1:]
with open(program, "rb") as source:
    code = compile(source.read(), program, "exec")


def become(argv, stdin, stdout):
    os.dup2(stdin.fileno(), 0)
    os.dup2(stdout.fileno(), 1)
    sys.stdin, sys.stdout, sys.argv = open(0, closefd=False), open(1, "w", closefd=False), argv
    status = 0
    try:
        exec(code, {"__name__": "__main__", "__file__": program})
    except SystemExit as end:
        status = end.code if isinstance(end.code, int) else int(end.code is not None)
    except BaseException:
        traceback.print_exc()
        status = 1
    sys.stdout.flush()
    os._exit(status)


def run(argv, given):
    with tempfile.TemporaryFile(buffering=0) as stdin, tempfile.TemporaryFile(buffering=0) as stdout:
        stdin.write(given)
        stdin.seek(0)
        child = os.fork()
        if child == 0:
            become(argv, stdin, stdout)
        if os.waitpid(child, 0)[1] != 0:
            sys.exit(1)
        stdout.seek(0)
        came = stdout.read()
    sys.stdout.buffer.write(b"%d\n" % len(came) + came)


if kind == "seeds":
    first, count, *args = rest
    for seed in range(int(first), int(first) + int(count)):
        run([program, str(seed), *args], b"")
else:
    frames = sys.stdin.buffer
    while size := frames.readline():
        run([program], frames.read(int(size)))
)";

std::optional<std::vector<std::string>> unframe(std::string_view text) {
  std::vector<std::string> parts;
  while (!text.empty()) {
    std::size_t size = 0;
    const auto [end, code] = std::from_chars(text.data(), text.data() + text.size(), size);
    const auto digits = static_cast<std::size_t>(end - text.data());
    if (code != std::errc() || digits >= text.size() || text[digits] != '\n') return std::nullopt;
    text.remove_prefix(digits + 1);
    if (size > text.size()) return std::nullopt;
    parts.emplace_back(text.substr(0, size));
    text.remove_prefix(size);
  }
  return parts;
}

DataResult<std::vector<std::string>> outputs_of(const SandboxSpec& spec, const std::string& what,
                                                std::size_t count, Context& context) {
  auto out = output_of(spec, what, context);
  if (!out) return tl::unexpected<DataError>(std::move(out.error()));
  auto parts = unframe(*out);
  if (parts && parts->size() == count) return std::move(*parts);
  return failed({ErrorKind::pack, what + " disturbs the runs beside it", {}, {}, {}});
}

} // namespace

DataResult<std::vector<std::string>> sweep_generator(const std::filesystem::path& generator,
                                                     std::uint64_t first, int count,
                                                     const std::vector<std::string>& args, Context& context) {
  auto spec = script(generator, context);
  if (!spec) return tl::unexpected<DataError>(std::move(spec.error()));
  const auto program = std::exchange(spec->argv.back(), sweeper);
  spec->files.emplace_back(sweeper, sweep_source);
  for (auto word : {program, std::string("seeds"), std::to_string(first), std::to_string(count)})
    spec->argv.push_back(std::move(word));
  spec->argv.insert(spec->argv.end(), args.begin(), args.end());
  return outputs_of(*spec, fmt::format("the generator `{}`", generator.string()),
                    static_cast<std::size_t>(count), context);
}

DataResult<std::vector<std::string>> sweep(const Program& program, const std::string& what,
                                           const std::vector<std::string>& inputs, Millis cpu,
                                           Context& context) {
  auto spec = spec_for(program);
  spec.limits = roomy(spec.limits);
  spec.limits.cpu = cpu;
  const auto file = std::exchange(spec.argv.back(), sweeper);
  spec.argv.insert(spec.argv.end(), {file, "inputs"});
  spec.files.emplace_back(sweeper, sweep_source);
  std::string frames;
  for (const auto& input : inputs) frames += fmt::format("{}\n", input.size()) + input;
  spec.input = std::move(frames);
  return outputs_of(spec, what, inputs.size(), context);
}

} // namespace bex::stdio
