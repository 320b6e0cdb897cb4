#include "runner/render/run.hpp"
#include "runner/cli/by_hand.hpp"
#include "runner/cli/executable.hpp"
#include "runner/cli/session.hpp"
#include "runner/pipeline/build.hpp"
#include "sandboxes/base/text.hpp"
#include "sandboxes/copy.hpp"
#include "sandboxes/sandbox.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cerrno>
#include <cstdlib>
#include <unistd.h>

namespace bex::cli {
namespace {

// What a box takes: as much as a submission may be.
constexpr std::size_t most_files = 10'000;
constexpr std::uint64_t most_bytes = std::uint64_t{256} << 20;

constexpr const char* smaller_box =
    "name a smaller folder with --box, or show this one read-only: --box none --mount FOLDER:/work";

Result<fs::path> current_folder() {
  std::error_code code;
  auto folder = fs::current_path(code);
  if (!code) return folder;
  auto gone = fail_errno(ErrorKind::usage, "the current folder is gone", code.value());
  gone.value().help = "go to a folder that is there, such as `cd ~`";
  return gone;
}

// The home directory is nothing that a program should get by accident.
Result<void> check_default_box(const fs::path& folder) {
  std::error_code code;
  const char* home = std::getenv("HOME");
  const bool is_home = home && *home && fs::equivalent(folder, home, code);
  if (!is_home && folder != "/") return {};
  return fail(ErrorKind::usage,
              fmt::format("the current folder is {}, which is not copied into a box",
                          is_home ? "your home directory" : "the root of the file system"),
              "go to the program's folder, or name it with --box; `--box none` for an empty box");
}

Result<void> check_size(const fs::path& folder) {
  const auto tree = list_tree(folder);
  if (!tree) return tl::unexpected<Error>(tree.error());
  if (tree->entries.size() > most_files)
    return fail(ErrorKind::usage, fmt::format("`{}` holds more than 10,000 files", shown(folder)),
                smaller_box);
  std::uint64_t bytes = 0;
  for (const auto& entry : tree->entries) {
    std::error_code code;
    if (entry.kind == BoxTree::Entry::Kind::file)
      if (const auto size = fs::file_size(folder / entry.path, code); !code) bytes += size;
  }
  if (bytes > most_bytes)
    return fail(ErrorKind::usage, fmt::format("`{}` holds more than 256 MiB", shown(folder)), smaller_box);
  return {};
}

// The folder that becomes /box, without links in its path; empty for none.
Result<fs::path> box_folder(const std::string& word) {
  if (word == "none") return fs::path{};
  if (word.empty()) {
    auto folder = current_folder();
    if (!folder) return folder;
    if (auto right = check_default_box(*folder); !right) return tl::unexpected<Error>(right.error());
  }
  std::error_code code;
  const auto folder = fs::canonical(word.empty() ? "." : word, code);
  if (code) {
    auto gone =
        fail_errno(ErrorKind::usage, fmt::format("could not open the folder `{}`", word), code.value());
    gone.value().help = "name a folder that is there, or `none`";
    return gone;
  }
  if (!fs::is_directory(folder, code))
    return fail(ErrorKind::usage, fmt::format("`{}` is not a folder", word),
                "name the folder that the program is in");
  if (auto right = check_size(folder); !right) return tl::unexpected<Error>(right.error());
  return folder;
}

Result<Mount> mount_of(const std::string& word) {
  const auto colon = word.rfind(':');
  const auto host = word.substr(0, colon);
  std::error_code code;
  const auto real = fs::canonical(host, code);
  if (host.empty() || code) {
    auto gone = fail_errno(ErrorKind::usage, fmt::format("`--mount {}`: could not find `{}`", word, host),
                           host.empty() ? ENOENT : code.value());
    gone.value().help = "HOST:INSIDE, both as paths: --mount ./data:/data";
    return gone;
  }
  const fs::path inside =
      colon == std::string::npos ? real : fs::path(word.substr(colon + 1)).lexically_normal();
  const auto text = inside.string();
  if (!inside.is_absolute() || text == "/")
    return fail(ErrorKind::usage, fmt::format("`--mount {}`: `{}` is no place inside", word, text),
                "an absolute path below the root: --mount ./data:/data");
  for (const char* taken : {"/proc", "/dev", "/usr", "/etc", "/bin", "/sbin", "/lib", "/lib64"})
    if (text == taken || text.starts_with(std::string(taken) + "/"))
      return fail(ErrorKind::usage, fmt::format("`--mount {}`: `{}` is the box's own", word, taken),
                  "choose another place, such as /data");
  return Mount{real, inside};
}

Result<std::pair<std::string, std::string>> variable_of(const std::string& word) {
  const auto equals = word.find('=');
  if (equals == 0 || equals == std::string::npos)
    return fail(ErrorKind::usage, fmt::format("`--env {}`: this is no NAME=VALUE", word),
                "the box inherits nothing: write the value, as in --env PORT=8080");
  return std::pair(word.substr(0, equals), word.substr(equals + 1));
}

// What `run` was told, and where its program is on the host.
struct Task {
  SandboxSpec spec;
  fs::path file;
};

// Tools of the languages are found as for their exercises: behind shims, outside /usr.
Result<void> add_tool_chain(Task& task, const std::vector<model::Language>& all) {
  auto& spec = task.spec;
  const auto& word = spec.argv.front();
  for (const auto& language : all) {
    if (std::find(language.tools.begin(), language.tools.end(), word) == language.tools.end()) continue;
    auto chain = pipeline::find_toolchain(language);
    if (!chain) return tl::unexpected<Error>(chain.error());
    std::error_code code;
    const auto in_root = chain->root / "bin" / word;
    const bool first = word == language.tools.front();
    task.file = first || chain->root.empty() || !fs::exists(in_root, code) ? chain->tools.at(word) : in_root;
    spec.argv.front() = task.file.string();
    spec.env = pipeline::environment_of(language, *chain, spec.limits.memory);
    spec.mounts.insert(spec.mounts.end(), chain->mounts.begin(), chain->mounts.end());
    return {};
  }
  return {};
}

void set_variable(SandboxSpec& spec, std::pair<std::string, std::string> variable) {
  std::erase_if(spec.env, [&](const auto& entry) { return entry.first == variable.first; });
  spec.env.push_back(std::move(variable));
}

Errors add_words(SandboxSpec& spec, const RunWords& words) {
  Errors errors;
  if (const auto limits = limits_of(words.limits))
    spec.limits = *limits;
  else
    errors = limits.error();
  for (const auto& word : words.mounts) {
    if (const auto mount = mount_of(word))
      spec.mounts.push_back(*mount);
    else
      errors.push_back(mount.error());
  }
  for (const auto& word : words.env) {
    if (const auto variable = variable_of(word))
      set_variable(spec, *variable);
    else
      errors.push_back(variable.error());
  }
  return errors;
}

Answered answer_of(const Session& session, const RunResult& result, const Task& task) {
  const int code = run_code_of(result.ending);
  if (const auto* refused = std::get_if<NotStarted>(&result.ending)) {
    if (code != run_code::ours)
      return told(session, explain_refusal(session.args.run.command.front(), task.file, refused->error),
                  code);
    return refuse(ErrorKind::machine, "could not " + with_errno(refused->step, refused->error),
                  "`bexercise doctor` says what this machine can do");
  }
  if (session.args.json) {
    nlohmann::ordered_json members{{"argv", task.spec.argv}};
    members.update(render::run_json(result, task.spec.limits));
    members["out"] = result.out;
    members["err"] = result.err;
    return answer(session, "", std::move(members), ExitCode{code});
  }
  auto notes = for_stream(2, result.err);
  if (!notes.empty() && notes.back() != '\n' && ::isatty(2) == 1) notes += '\n';
  return Answer{for_stream(1, result.out), ExitCode{code},
                notes + "bexercise: " + render::run_line(result, &task.spec.limits) + "\n"};
}

} // namespace

Answered run_run(Session& session) {
  const auto& words = session.args.run;
  Task task;
  auto& spec = task.spec;
  spec.argv = words.command;
  if (words.network) spec.network = Network::loopback;
  if (auto errors = add_words(spec, words); !errors.empty()) return refuse(std::move(errors));
  auto box = box_folder(words.box);
  if (!box) return refuse(box.error());
  spec.box = *box;
  const auto here = box->empty() ? current_folder() : box;
  if (!here) return refuse(here.error());
  const char* path = std::getenv("PATH");
  auto found =
      find_executable(words.command.front(), *here, *box, path ? path : "/usr/local/bin:/usr/bin:/bin");
  if (!found) return told(session, found.error().error, found.error().code);

  auto all = languages(session);
  if (!all) return refuse(all.error());
  auto own = std::exchange(spec.env, pipeline::environment_of({}, {}, spec.limits.memory));
  if (auto added = add_tool_chain(task, *all); !added) return refuse(added.error());
  for (auto& variable : own) set_variable(spec, std::move(variable));
  if (task.file.empty()) {
    task.file = found->host;
    spec.argv.front() = found->inside;
    if (found->mount) spec.mounts.push_back(*found->mount);
  }
  auto sandbox = make_sandbox(session.args.unsafe ? Safety::unsafe : Safety::sandboxed);
  if (!sandbox) return refuse(sandbox.error());
  auto input = read_input();
  if (!input) return refuse(input.error());
  spec.input = std::move(*input);
  const auto result = (*sandbox)->run(spec);
  if (!result) return refuse(result.error());
  return answer_of(session, *result, task);
}

} // namespace bex::cli
