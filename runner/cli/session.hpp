// What every command stands on, and what it gives back.
#pragma once

#include "runner/cli/args.hpp"
#include "runner/cli/terminal.hpp"
#include "runner/model/language.hpp"
#include "runner/model/pack.hpp"
#include "runner/render/json.hpp"
#include "runner/render/render.hpp"
#include "runner/store/packs.hpp"
#include "runner/store/places.hpp"
#include "runner/store/progress.hpp"

#include <string>
#include <vector>

namespace bex::cli {

struct Session {
  Args args;
  store::Places places;
  render::Style style;
  ProgressLine progress_line;
};

// What goes to stdout, in the form that was asked for, and the exit code; `notes` go to stderr after it.
struct Answer {
  std::string text;
  ExitCode code = ExitCode::ok;
  std::string notes = {};
};

using Answered = tl::expected<Answer, Errors>;

[[nodiscard]] inline tl::unexpected<Errors> refuse(Error error) {
  return tl::unexpected<Errors>(Errors{std::move(error)});
}
[[nodiscard]] inline tl::unexpected<Errors> refuse(Errors errors) {
  return tl::unexpected<Errors>(std::move(errors));
}
[[nodiscard]] inline tl::unexpected<Errors> refuse(ErrorKind kind, std::string what, std::string help) {
  return refuse(Error{kind, std::move(what), std::nullopt, std::move(help), {}});
}

// In JSON mode the envelope with `members`, else `text`.
[[nodiscard]] Answer answer(const Session& session, std::string text, nlohmann::ordered_json members,
                            ExitCode code = ExitCode::ok);

// An error with an exit code that its kind does not have.
[[nodiscard]] Answer told(const Session& session, const Error& error, int code);

[[nodiscard]] Result<store::Progress> open_progress(const Session& session);
[[nodiscard]] tl::expected<std::vector<model::Language>, Errors> languages(const Session& session);

// `name` as the user wrote it; a slug, "pack/slug", or "path/of/a/pack/slug". With `prefer` that pack is
// looked at first.
struct Place {
  store::PackPlace place;
  model::Pack pack;
  std::string exercise; // id; aliases are resolved
};
[[nodiscard]] tl::expected<Place, Errors> find_place(const Session& session, const std::string& name,
                                                     const std::string& prefer = {});

// The path with ~ for the home directory.
[[nodiscard]] std::string shown(const std::filesystem::path& path);

// One function for each command, in commands/<verb>.cpp.
Answered run_next(Session& session);
Answered run_start(Session& session);
Answered run_test(Session& session);
Answered run_submit(Session& session);
Answered run_list(Session& session);
Answered run_progress(Session& session);
Answered run_fetch(Session& session);
Answered run_packs(Session& session);
Answered run_packs_remove(Session& session);
Answered run_pack_verify(Session& session);
Answered run_doctor(Session& session);
Answered run_run(Session& session);
Answered run_serve(Session& session);
Answered run_probe(Session& session);
Answered run_sh(Session& session);
Answered run_db_shell(Session& session);

} // namespace bex::cli
