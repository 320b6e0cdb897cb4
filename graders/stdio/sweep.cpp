#include "graders/stdio/sweep.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <optional>
#include <utility>

namespace bex::stdio {
namespace {

const char* const sweeper = ".sweep.py";

// sweep.py PROGRAM seeds FIRST COUNT ARGS..., PROGRAM inputs or PROGRAM answers: runs the program in a fresh
// child for each seed, each input on stdin, or as a checker for each input, expected output and output, until
// it rejects one. Texts go in and out as their length in a line, then their bytes. What the program imports
// of the standard library is loaded before the children are made, since that takes longer than most of them.
constexpr std::string_view sweep_source = R"(import ast, os, sys

program, kind, *rest = sys.argv[1:]
with open(program, "rb") as source:
    tree = ast.parse(source.read(), program)
code = compile(tree, program, "exec")
for node in ast.walk(tree):
    aliases = node.names if isinstance(node, ast.Import) else []
    for name in [alias.name for alias in aliases] + [getattr(node, "module", None)]:
        if name in sys.stdlib_module_names and not os.path.exists(name + ".py"):
            __import__(name)


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
        sys.excepthook(*sys.exc_info())
        status = 1
    sys.stdout.flush()
    os._exit(status)


def scratch():
    return open(os.open("/tmp", os.O_TMPFILE | os.O_RDWR, 0o600), "w+b", buffering=0)


def run(argv, given):
    with scratch() as stdin, scratch() as stdout:
        stdin.write(given)
        stdin.seek(0)
        child = os.fork()
        if child == 0:
            become(argv, stdin, stdout)
        status = os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
        stdout.seek(0)
        return status, stdout.read()


def give(status, came):
    if status != 0:
        sys.exit(1)
    sys.stdout.buffer.write(b"%d\n" % len(came) + came)


def frames():
    while size := sys.stdin.buffer.readline():
        yield sys.stdin.buffer.read(int(size))


if kind == "seeds":
    first, count, *args = rest
    for seed in range(int(first), int(first) + int(count)):
        give(*run([program, str(seed), *args], b""))
elif kind == "inputs":
    for given in frames():
        give(*run([program], given))
else:
    parts = frames()
    names = ["input.txt", "expected.txt"]
    for pair in zip(parts, parts):
        for name, text in zip(names, pair):
            with open(name, "wb") as file:
                file.write(text)
        if run([program, *names], next(parts))[0] != 42:
            break
        give(0, b"")
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

std::string frame(const std::string& text) {
  return fmt::format("{}\n", text.size()) + text;
}

DataResult<std::vector<std::string>> outputs_of(const SandboxSpec& spec, const std::string& what,
                                                Context& context) {
  auto out = output_of(spec, what, context);
  if (!out) return tl::unexpected<DataError>(std::move(out.error()));
  if (auto parts = unframe(*out)) return std::move(*parts);
  return failed({ErrorKind::pack, what + " disturbs the runs beside it", {}, {}, {}});
}

// A script of the pack, run by the sweeper.
DataResult<SandboxSpec> swept(const std::filesystem::path& path, const char* kind, Context& context) {
  auto spec = script(path, context);
  if (!spec) return spec;
  const auto program = std::exchange(spec->argv.back(), sweeper);
  spec->files.emplace_back(sweeper, sweep_source);
  spec->argv.insert(spec->argv.end(), {program, kind});
  return spec;
}

} // namespace

DataResult<std::vector<std::string>> sweep_generator(const std::filesystem::path& generator,
                                                     std::uint64_t first, int count,
                                                     const std::vector<std::string>& args, Context& context) {
  auto spec = swept(generator, "seeds", context);
  if (!spec) return tl::unexpected<DataError>(std::move(spec.error()));
  for (const auto number : {first, static_cast<std::uint64_t>(count)})
    spec->argv.push_back(std::to_string(number));
  spec->argv.insert(spec->argv.end(), args.begin(), args.end());
  return outputs_of(*spec, fmt::format("the generator `{}`", generator.string()), context);
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
  for (const auto& input : inputs) frames += frame(input);
  spec.input = std::move(frames);
  return outputs_of(spec, what, context);
}

DataResult<std::size_t> sweep_checker(const std::filesystem::path& checker,
                                      const std::vector<std::string>& inputs,
                                      const std::vector<std::string>& expected,
                                      const std::vector<std::string>& came, Context& context) {
  auto spec = swept(checker, "answers", context);
  if (!spec) return tl::unexpected<DataError>(std::move(spec.error()));
  std::string frames;
  for (std::size_t i = 0; i < came.size(); ++i)
    frames += frame(inputs[i]) + frame(expected[i]) + frame(came[i]);
  spec->input = std::move(frames);
  const auto accepted = outputs_of(*spec, fmt::format("the checker `{}`", checker.string()), context);
  if (!accepted) return tl::unexpected<DataError>(accepted.error());
  return std::min(accepted->size(), came.size());
}

} // namespace bex::stdio
