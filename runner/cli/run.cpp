#include "runner/cli/run.hpp"

#include "runner/cli/session.hpp"
#include "sandboxes/base/interrupt.hpp"

#include <fmt/format.h>

#include <array>
#include <exception>

namespace bex::cli {
namespace {

struct Command {
  std::string_view verb;
  Answered (*run)(Session&);
};

constexpr std::array commands = {
    Command{"next", run_next},
    Command{"start", run_start},
    Command{"test", run_test},
    Command{"submit", run_submit},
    Command{"list", run_list},
    Command{"progress", run_progress},
    Command{"fetch", run_fetch},
    Command{"packs", run_packs},
    Command{"packs remove", run_packs_remove},
    Command{"pack verify", run_pack_verify},
    Command{"doctor", run_doctor},
    Command{"run", run_run},
    Command{"serve", run_serve},
    Command{"sh", run_sh},
    Command{"db shell", run_db_shell},
    Command{"probe", run_probe},
};

int say(const Args& args, const Errors& errors) {
  const int code = exit_code_of(errors.empty() ? ErrorKind::internal : errors.front().kind, args.verb);
  if (args.json)
    (void)print(1, render::errors_json(errors, args.verb, code));
  else
    (void)print(2, render::errors(errors, style_for(2, args.color)));
  return code;
}

Answered run_command(Session& session) {
  for (const auto& command : commands)
    if (command.verb == session.args.verb) return command.run(session);
  return refuse(ErrorKind::internal, fmt::format("the command `{}` has no function", session.args.verb), "");
}

int run_session(const Args& args) {
  auto places = store::find_places(args.workspace);
  if (!places) return say(args, {places.error()});
  Session session{args, *places, style_for(1, args.color), {}};
  auto answered = run_command(session);
  session.progress_line.clear();
  if (!answered) return say(args, answered.error());
  if (!print(1, answered->text)) {
    (void)print(2, "error: could not write the answer to standard output\n");
    return exit_code_of(ErrorKind::machine, args.verb);
  }
  if (!answered->notes.empty()) (void)print(2, answered->notes);
  return static_cast<int>(answered->code);
}

} // namespace

int run(int argc, const char* const* argv) {
  try {
    watch_interrupts();
    auto parsed = parse_args(argc, argv);
    if (const auto* farewell = std::get_if<Farewell>(&parsed)) {
      if (!farewell->errors.empty()) return say(farewell->args, farewell->errors);
      (void)print(farewell->code == ExitCode::ok ? 1 : 2, farewell->text);
      return static_cast<int>(farewell->code);
    }
    return run_session(std::get<Args>(parsed));
  } catch (const std::exception& error) {
    (void)print(2, fmt::format("error: {}\n  = help: this is a bug of bexercise: please report it with the "
                               "command that you gave\n",
                               error.what()));
    return static_cast<int>(ExitCode::internal);
  }
}

} // namespace bex::cli
