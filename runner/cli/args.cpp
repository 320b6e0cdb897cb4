#include "runner/cli/args.hpp"

#include "sandboxes/base/text.hpp"

#include <CLI/CLI.hpp>
#include <fmt/format.h>

#include <algorithm>
#include <sstream>

namespace bex::cli {
namespace {

constexpr const char* about = "Learn backend development by doing: get an exercise, write it in your "
                              "language, have it graded on your machine.\n\n"
                              "  bexercise next      opens the next exercise\n"
                              "  bexercise test      runs its checks, records nothing\n"
                              "  bexercise submit    runs them and records the result";

constexpr const char* codes = "Exit codes: 0 all passed, 1 a check failed, 2 wrong use, 3 the pack is "
                              "invalid, 4 this machine cannot run it\n"
                              "(`bexercise doctor` says why), 5 a fault of the grader, 130 interrupted.";

struct Verbs {
  CLI::App& app;

  CLI::App* add(CLI::App& parent, const std::string& name, const std::string& what) {
    auto* verb = parent.add_subcommand(name, what);
    verb->fallthrough();
    return verb;
  }
  CLI::App* add(const std::string& name, const std::string& what) { return add(app, name, what); }
};

// CLI11 wraps a negative number round and cuts a large one.
std::string seed_fault(const std::string& word) {
  const bool fits = word.size() <= 18 && word.find_first_not_of("0123456789") == std::string::npos;
  return fits ? "" : "`" + word + "` is no whole number of at most 18 digits";
}

void add_common(CLI::App& app, Args& args) {
  app.add_flag("--json", args.json, "answer in JSON, with a schema version");
  const auto set_color = [&args](const std::string& when) {
    args.color = when == "always" ? Color::always : when == "never" ? Color::never : Color::automatic;
  };
  app.add_option_function<std::string>("--color", set_color, "auto, always or never")
      ->check(CLI::IsMember({"auto", "always", "never"}))
      ->type_name("WHEN");
  app.add_option("--workspace", args.workspace, "where your exercises lie (default: ~/bexercise)")
      ->type_name("FOLDER");
  app.add_flag("--unsafe", args.unsafe,
               "run programs WITHOUT the sandbox: only for code that you trust as yourself");
}

void add_learner_verbs(Verbs& verbs, Args& args) {
  auto* next = verbs.add("next", "open the next exercise: statement and starter");
  next->add_option("pack", args.pack, "a pack's name, or an author's folder")->type_name("PACK");
  next->add_option("--lang", args.language, "the language to write it in")->type_name("LANG");

  auto* start = verbs.add("start", "open one exercise");
  start->add_option("exercise", args.exercise, "SLUG, or PACK/SLUG")->required()->type_name("EXERCISE");
  start->add_option("--lang", args.language, "the language to write it in")->type_name("LANG");

  for (const auto& [name, what] : {std::pair{"test", "run the checks; records nothing"},
                                   std::pair{"submit", "run the checks and record the result"}}) {
    auto* verb = verbs.add(name, what);
    verb->add_option("path", args.path,
                     "the folder to grade (default: the exercise you stand in, else the one opened last)")
        ->type_name("FOLDER");
    verb->add_option("--exercise", args.exercise, "grade FOLDER as this exercise: PACK/SLUG")
        ->type_name("EXERCISE");
    verb->add_option("--lang", args.language, "the language of the files")->type_name("LANG");
    verb->add_option("--seed", args.seed, "repeat a run: ports and random data come from this number")
        ->check(seed_fault)
        ->type_name("N");
    verb->add_flag("--all", args.all, "show every failure, not only the first");
    if (std::string(name) == "test")
      verb->add_option("--only", args.check,
                       "one check (the checks of its group before it run too), or STAGE/CHECK of an earlier "
                       "stage")
          ->type_name("CHECK");
  }

  auto* list = verbs.add("list", "the exercises, and how far you are");
  list->add_option("pack", args.pack, "a pack's name, or an author's folder")->type_name("PACK");
  verbs.add("progress", "what you have passed");
}

void add_pack_verbs(Verbs& verbs, Args& args) {
  auto* fetch = verbs.add("fetch", "get a pack from git, pinned to a commit");
  fetch
      ->add_option("source", args.source,
                   "URL or path, with @REF for a branch, tag or commit; with --update a pack's name")
      ->required()
      ->type_name("SOURCE");
  fetch->add_flag("--update", args.update, "move the pin of a fetched pack to what its ref names now");

  auto* packs = verbs.add("packs", "the packs at hand");
  auto* remove = verbs.add(*packs, "remove", "remove a fetched pack; your files and progress stay");
  remove->add_option("pack", args.pack, "the pack's name")->required()->type_name("PACK");
  packs->require_subcommand(0, 1);

  auto* pack = verbs.add("pack", "for authors of packs");
  auto* verify =
      verbs.add(*pack, "verify", "prove a pack: starters fail, solutions pass, every wrong one is caught");
  verify->add_option("pack", args.pack, "an author's folder, or a pack's name")
      ->required()
      ->type_name("PATH");
  verify->add_option("--exercise", args.exercise, "only this exercise")->type_name("SLUG");
  verify->add_flag("--record", args.record, "write what is proven to proofs.toml of the pack");
  verify->add_flag("--every-stage", args.every_stage,
                   "in a staged pack: every wrong solution passes all earlier stages, not only one drawn");
  auto* sample = verify->add_option(
      "--sample", args.sample,
      "only the exercises that are not in proofs.toml as they are now, and N of the others");
  sample->check(seed_fault)->type_name("N");
  verify->add_option("--seed", args.seed, "what the N are drawn by")
      ->check(seed_fault)
      ->needs(sample)
      ->type_name("N");
  pack->require_subcommand(1);

  verbs.add("doctor", "what this machine can run, and what would mend the rest");
}

constexpr const char* run_codes =
    "The program reads what `bexercise run` reads, and what it writes comes out when it has ended. The "
    "folder "
    "is copied to /box: what changes\nthere is gone afterwards. Exit codes: the program's own; 128 + N when "
    "signal N killed it, 124 at a limit, 126 when it is not executable,\n127 when it is not there, 125 for "
    "everything else that kept it from running, 130 interrupted.";

// CLI11 would split a value like `[a,b]` if an option could take several at once.
void add_each(CLI::App& verb, const std::string& name, std::vector<std::string>& values,
              const std::string& what, const std::string& type) {
  verb.add_option(name, values, what)->allow_extra_args(false)->type_name(type);
}

void add_sandbox_verbs(Verbs& verbs, Args& args) {
  auto* run = verbs.add("run", "run one program in the sandbox: bexercise run [OPTIONS] -- PROGRAM [ARGS]");
  auto& words = args.run;
  run->add_option("--cpu", words.limits.cpu, "processor time of all its processes (default: 10s)")
      ->type_name("TIME");
  run->add_option("--wall", words.limits.wall, "time from start to end (default: 30s)")->type_name("TIME");
  run->add_option("--memory", words.limits.memory, "memory of all its processes (default: 256MiB)")
      ->type_name("SIZE");
  run->add_option("--processes", words.limits.processes, "processes and threads at a time (default: 64)")
      ->type_name("N");
  run->add_option("--output", words.limits.output,
                  "bytes to stdout; of stderr as much is kept (default: 8MiB)")
      ->type_name("SIZE");
  run->add_option("--box", words.box,
                  "the folder that becomes /box (default: the current one); `none` for an empty one")
      ->type_name("FOLDER");
  add_each(*run, "--mount", words.mounts, "show HOST, read-only, at INSIDE; may be given again",
           "HOST[:INSIDE]");
  add_each(*run, "--env", words.env, "an environment variable; may be given again", "NAME=VALUE");
  run->add_flag("--network", words.network, "give it a loopback of its own (default: no network at all)");
  run->footer(run_codes);

  for (const auto& [name, what] :
       {std::pair{"serve", "run your server in its box, reachable from this machine alone"},
        std::pair{"sh", "a shell in the box that your program runs in"}}) {
    auto* verb = verbs.add(name, what);
    verb->add_option("path", args.path, "the folder of an exercise (default: as `test`)")
        ->type_name("FOLDER");
    verb->add_option("--exercise", args.exercise, "take FOLDER for this exercise: PACK/SLUG")
        ->type_name("EXERCISE");
    verb->add_option("--lang", args.language, "the language of the files")->type_name("LANG");
    verb->add_option("--only", args.check,
                     "what its upstream says is that of this check (default: the first)")
        ->type_name("CHECK");
    if (std::string(name) == "serve")
      verb->add_option("--port", args.port, "on 127.0.0.1 (default: 8080); 0 for any that is free")
          ->type_name("N");
  }
}

void add_database(Verbs& verbs, Args& args) {
  auto* db = verbs.add("db", "the database of an exercise");
  auto* shell = verbs.add(*db, "shell", "open it in sqlite3 or psql, in a box, to try things");
  shell->add_option("path", args.path, "the folder of an exercise (default: as `test`)")->type_name("FOLDER");
  shell->add_option("--exercise", args.exercise, "take FOLDER for this exercise: PACK/SLUG")
      ->type_name("EXERCISE");
  shell->add_option("--only", args.check, "with the data of this check (default: the first)")
      ->type_name("CHECK");
  db->require_subcommand(1);
}

void add_probe(Verbs& verbs, Args& args) {
  auto* probe =
      verbs.add("probe", "ask a server or a database that is there already what the checks of a file say");
  probe->add_option("file", args.path, "an exercise.toml, or a file with [[check]] alone")
      ->required()
      ->type_name("FILE");
  auto* where = probe->add_option_group("where");
  where->add_option("--url", args.url, "a server: http://HOST:PORT, or https://HOST")->type_name("URL");
  where->add_option("--db", args.db, "a database: a file of SQLite, or postgresql://USER@HOST/DATABASE")
      ->type_name("PATH|URL");
  where->require_option(1);
  probe->add_option("--cacert", args.cacert, "with https: a file with the CA to trust, in PEM")
      ->type_name("FILE");
  probe->add_option("--only", args.check, "one check")->type_name("CHECK");
  probe->add_option("--seed", args.seed, "random data come from this number")
      ->check(seed_fault)
      ->type_name("N");
  probe->add_flag("--all", args.all, "show every failure, not only the first");
}

// The words that led here: "packs remove".
std::string verb_of(const CLI::App& app) {
  std::string verb;
  for (const CLI::App* at = &app; !at->get_subcommands().empty();) {
    at = at->get_subcommands().front();
    verb += (verb.empty() ? "" : " ") + at->get_name();
  }
  return verb;
}

std::string known_verbs(const CLI::App& app, std::vector<std::string>& names) {
  for (const auto* verb : app.get_subcommands([](const CLI::App*) { return true; }))
    names.push_back(verb->get_name());
  return join(names, ", ");
}

// The words of a wrong command line, with a remedy.
Farewell mistake(const CLI::App& app, const CLI::ParseError& error, int argc, const char* const* argv) {
  const std::vector<std::string> words(argv + 1, argv + argc);
  std::string text = error.what();
  if (!text.empty()) text.front() = lower(text.substr(0, 1)).front();
  for (auto end = text.find('\n'); end != std::string::npos; end = text.find('\n')) text[end] = ' ';
  std::string help = "bexercise --help";
  std::vector<std::string> names;
  const auto known = known_verbs(app, names);
  // A value of an option that does not fit is no command that does not fit.
  const bool of_option = dynamic_cast<const CLI::ValidationError*>(&error) != nullptr ||
                         dynamic_cast<const CLI::ConversionError*>(&error) != nullptr;
  for (const auto& word : words) {
    if (word.starts_with("-")) continue;
    if (std::find(names.begin(), names.end(), word) == names.end()) {
      if (of_option) continue;
      const auto near = closest(word, names);
      text = "there is no command `" + word + "`";
      help = near.empty() ? "the commands are " + known : "did you mean `bexercise " + near + "`?";
    } else {
      help = "bexercise " + word + " --help";
    }
    break;
  }
  // Looked for by hand: what came before the mistake need not have been stored yet.
  Args args;
  args.verb = verb_of(app);
  args.json = std::find(words.begin(), words.end(), "--json") != words.end();
  return {"", ExitCode::usage, {fail(ErrorKind::usage, text, help).value()}, args};
}

// `run` takes no word before `--`: whose option would `-l` be in `run ls -l`?
std::optional<Farewell> stray_word(const CLI::App& app, const Args& args) {
  if (args.verb != "run") return std::nullopt;
  const auto stray = app.remaining(true);
  if (stray.empty() && !args.run.command.empty()) return std::nullopt;
  std::vector<std::string> quoted;
  for (const auto& word : stray) quoted.push_back(shell_quote(word));
  auto error = stray.empty() ? fail(ErrorKind::usage, "no program was named", "bexercise run -- ./prog")
               : stray.front().starts_with("-")
                   ? fail(ErrorKind::usage, fmt::format("`run` has no option `{}`", stray.front()),
                          "bexercise run --help")
                   : fail(ErrorKind::usage, fmt::format("`{}` stands before the two dashes", stray.front()),
                          fmt::format("bexercise run -- {}", join(quoted, " ")));
  return Farewell{"", ExitCode::usage, {error.value()}, args};
}

std::variant<Args, Farewell> parse_words(int argc, const char* const* argv,
                                         std::vector<std::string> command) {
  Args args;
  args.run.command = std::move(command);
  CLI::App app{about, "bexercise"};
  app.footer(codes);
  app.set_version_flag("--version", "bexercise " BEXERCISE_VERSION);
  app.require_subcommand(1);
  add_common(app, args);
  Verbs verbs{app};
  add_learner_verbs(verbs, args);
  add_pack_verbs(verbs, args);
  add_sandbox_verbs(verbs, args);
  add_database(verbs, args);
  add_probe(verbs, args);
  try {
    app.parse(argc, argv);
  } catch (const CLI::Success& success) {
    std::ostringstream out, err;
    app.exit(success, out, err);
    auto text = out.str();
    if (!text.ends_with('\n')) text += '\n'; // not every CLI11 ends a footer
    return Farewell{std::move(text), ExitCode::ok};
  } catch (const CLI::ParseError& error) {
    if (argc == 1) return Farewell{app.help(), ExitCode::usage};
    args.verb = verb_of(app);
    if (dynamic_cast<const CLI::ExtrasError*>(&error) != nullptr)
      if (auto stray = stray_word(app, args)) return *stray;
    return mistake(app, error, argc, argv);
  }
  args.verb = verb_of(app);
  if (auto stray = stray_word(app, args)) return *stray;
  return args;
}

} // namespace

// CLI11 does not see what stands behind `--` in `run`: it takes words like `[a,b]` apart.
std::variant<Args, Farewell> parse_args(int argc, const char* const* argv) {
  const std::vector<std::string> words(argv + 1, argv + argc);
  const auto dashes = std::find(words.begin(), words.end(), "--");
  if (dashes == words.end()) return parse_words(argc, argv, {});
  const auto before = static_cast<int>(dashes - words.begin()) + 1;
  auto parsed = parse_words(before, argv, {dashes + 1, words.end()});
  const auto* args = std::get_if<Args>(&parsed);
  const auto* farewell = std::get_if<Farewell>(&parsed);
  const bool is_run = (args && args->verb == "run") || (farewell && farewell->args.verb == "run") ||
                      (farewell && farewell->errors.empty() && before > 1);
  return is_run ? parsed : parse_words(argc, argv, {});
}

} // namespace bex::cli
