#include "runner/cli/args.hpp"

#include "sandboxes/base/text.hpp"

#include <CLI/CLI.hpp>

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
      verb->add_option("--only", args.check, "one check (the checks of its group before it run too)")
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
  pack->require_subcommand(1);

  verbs.add("doctor", "what this machine can run, and what would mend the rest");
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

} // namespace

std::variant<Args, Farewell> parse_args(int argc, const char* const* argv) {
  Args args;
  CLI::App app{about, "bexercise"};
  app.footer(codes);
  app.set_version_flag("--version", "bexercise " BEXERCISE_VERSION);
  app.require_subcommand(1);
  add_common(app, args);
  Verbs verbs{app};
  add_learner_verbs(verbs, args);
  add_pack_verbs(verbs, args);
  try {
    app.parse(argc, argv);
  } catch (const CLI::Success& success) {
    std::ostringstream out, err;
    app.exit(success, out, err);
    return Farewell{out.str(), ExitCode::ok};
  } catch (const CLI::ParseError& error) {
    if (argc == 1) return Farewell{app.help(), ExitCode::usage};
    return mistake(app, error, argc, argv);
  }
  args.verb = verb_of(app);
  return args;
}

} // namespace bex::cli
