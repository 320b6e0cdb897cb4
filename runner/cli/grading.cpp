#include "runner/cli/grading.hpp"

#include "runner/pipeline/cache.hpp"
#include "runner/pipeline/grade.hpp"
#include "sandboxes/base/text.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <random>
#include <span>
#include <thread>

namespace bex::cli {
namespace {

tl::expected<Target, Errors> target_of(const Session& session, const store::Workspace& workspace) {
  const auto& marker = workspace.marker;
  auto place =
      find_place(session, (marker.source.empty() ? marker.pack : marker.source) + "/" + marker.exercise);
  if (!place) {
    place.error().front().context.push_back(
        fmt::format("while looking for the exercise of `{}`", shown(workspace.folder)));
    return refuse(std::move(place.error()));
  }
  return Target{workspace.folder, std::move(*place), marker.language};
}

Result<fs::path> absolute_folder(const fs::path& path) {
  std::error_code code;
  const auto folder = path.empty() ? fs::current_path(code) : fs::canonical(path, code);
  if (code) {
    auto failed = fail_errno(ErrorKind::usage,
                             path.empty() ? "the current folder is gone"
                                          : "could not open the folder `" + path.string() + "`",
                             code.value());
    failed.value().help = "name the folder of an exercise; `bexercise next` says where one is";
    return failed;
  }
  if (!fs::is_directory(folder, code))
    return fail(ErrorKind::usage, fmt::format("`{}` is not a folder", path.string()),
                "name the folder that your files are in");
  return folder;
}

// Outside of every workspace and with no folder named: the exercise that was opened last.
tl::expected<Target, Errors> opened_last(const Session& session, store::Progress& progress,
                                         const Error& not_here) {
  auto current = progress.current();
  if (!current) return refuse(current.error());
  if (!*current) return refuse(not_here);
  auto place = find_place(session, (*current)->pack + "/" + (*current)->exercise);
  if (!place) return refuse(std::move(place.error()));
  const auto* exercise = model::find_exercise(place->pack, place->exercise);
  auto workspace = store::find_workspace(store::folder_of(session.places, place->pack, *exercise));
  if (!workspace)
    return refuse(ErrorKind::usage,
                  fmt::format("the folder of `{}/{}` is not at `{}` any more", place->pack.id,
                              place->exercise,
                              shown(store::folder_of(session.places, place->pack, *exercise))),
                  fmt::format("go to where you moved it, or lay it out again with `bexercise start {}/{}`",
                              place->pack.id, place->exercise));
  return Target{workspace->folder, std::move(*place), workspace->marker.language};
}

bool has_source(const model::Language& language, const fs::path& folder) {
  std::error_code code;
  for (fs::directory_iterator at(folder, code), end; !code && at != end; at.increment(code))
    if (std::find(language.extensions.begin(), language.extensions.end(), at->path().extension()) !=
        language.extensions.end())
      return true;
  return false;
}

tl::unexpected<Errors> no_program(const model::Language& language, const fs::path& folder) {
  return refuse(ErrorKind::usage, fmt::format("there is no `{}` in `{}`", language.main, shown(folder)),
                "write it, or say how to build and run what is there in a `bexercise.toml`");
}

tl::expected<const model::Language*, Errors> language_for(const Session& session, const Target& target,
                                                          const std::vector<model::Language>& all,
                                                          const model::Override& own) {
  for (const auto& id : {session.args.language, own.language}) {
    if (id.empty()) continue;
    if (const auto* language = model::language_named(all, id)) {
      if (own.run.empty() && own.build.empty() && !has_source(*language, target.folder))
        return no_program(*language, target.folder);
      return language;
    }
    std::vector<std::string> known;
    for (const auto& language : all) known.push_back(language.id);
    return refuse(ErrorKind::usage, fmt::format("there is no language `{}`", id),
                  "choose one of " + join(known, ", "));
  }
  const auto* usual = model::language_named(all, target.language);
  std::error_code code;
  const bool told = !own.run.empty() || !own.build.empty();
  if (usual && (fs::exists(target.folder / usual->main, code) || told)) return usual;
  if (const auto* found = model::language_of(all, target.folder))
    if (fs::exists(target.folder / found->main, code) || told) return found;
  if (usual) return no_program(*usual, target.folder);
  return refuse(ErrorKind::usage,
                fmt::format("no language can be told from the files in `{}`", shown(target.folder)),
                "say it with --lang");
}

unsigned workers() {
  return std::max(1u, std::thread::hardware_concurrency());
}

} // namespace

std::uint64_t random_seed() {
  std::random_device device;
  return (std::uint64_t{device()} << 16 ^ device()) & 0xFFFFFFFF; // short enough to be typed
}

tl::expected<Target, Errors> find_target(const Session& session, store::Progress& progress) {
  auto folder = absolute_folder(session.args.path);
  if (!folder) return refuse(folder.error());
  if (!session.args.exercise.empty()) {
    auto place = find_place(session, session.args.exercise);
    if (!place) return refuse(std::move(place.error()));
    return Target{std::move(*folder), std::move(*place), {}};
  }
  const auto workspace = store::find_workspace(*folder);
  if (!workspace && session.args.path.empty() && !store::has_marker_above(*folder))
    return opened_last(session, progress, workspace.error());
  if (!workspace) return refuse(workspace.error());
  auto target = target_of(session, *workspace);
  if (!target) return target;
  // In a staged pack the folder serves all stages: the one that was opened last counts.
  if (auto current = progress.current(); target->place.pack.staged && current && *current)
    if (const auto& in = (*current)->pack; (in == workspace->marker.pack || in == workspace->marker.source) &&
                                           model::find_exercise(target->place.pack, (*current)->exercise))
      target->place.exercise = (*current)->exercise;
  return target;
}

pipeline::Source Submission::source() const {
  return {snapshot.folder.path(), snapshot.digest, language, override, folder};
}

tl::expected<Submission, Errors> take_submission(const Session& session, const Target& target) {
  auto all = languages(session);
  if (!all) return refuse(all.error());
  auto own = model::load_override(target.folder);
  if (!own) return refuse(own.error());
  auto language = language_for(session, target, *all, *own);
  if (!language) return refuse(language.error());
  auto sandbox = make_sandbox(session.args.unsafe ? Safety::unsafe : Safety::sandboxed);
  if (!sandbox) return refuse(sandbox.error());
  auto taken =
      store::snapshot(target.folder, model::dependency_names(**language), session.places.cache / "snapshots");
  if (!taken) return refuse(taken.error());
  return Submission{std::move(*all),     *language,         std::move(*own),
                    std::move(*sandbox), std::move(*taken), target.folder};
}

tl::expected<const model::Check*, Errors> find_check(const model::Exercise& exercise, const std::string& id) {
  std::vector<std::string> known;
  for (const auto& check : exercise.checks) {
    if (id.empty() || check.id == id) return &check;
    known.push_back(check.id);
  }
  const auto near = closest(id, known);
  return refuse(ErrorKind::usage, fmt::format("`{}` has no check `{}`", exercise.id, id),
                near.empty() ? "the checks are " + join(known, ", ") : "did you mean `" + near + "`?");
}

namespace {

struct Asked {
  std::string check;                      // or empty for all
  const model::Exercise* stage = nullptr; // whose it is, when it is an earlier one
};

std::span<const model::Exercise> stages_before(const model::Pack& pack, const model::Exercise& exercise) {
  if (!pack.staged) return {};
  const auto own = std::find_if(pack.exercises.begin(), pack.exercises.end(),
                                [&](const auto& stage) { return stage.id == exercise.id; });
  return {pack.exercises.begin(), own};
}

tl::expected<Asked, Errors> asked_of(std::span<const model::Exercise> stages, const std::string& slug,
                                     const std::string& check) {
  std::vector<std::string> slugs;
  for (const auto& stage : stages) {
    slugs.push_back(stage.id);
    if (stage.id != slug) continue;
    if (const auto found = find_check(stage, check); !found) return refuse(found.error());
    return Asked{check, &stage};
  }
  return refuse(ErrorKind::usage, fmt::format("there is no earlier stage `{}`", slug),
                slugs.empty() ? "this is the first one" : "the earlier stages are " + join(slugs, ", "));
}

// `CHECK` of the exercise, or `STAGE/CHECK` of a stage before it.
tl::expected<Asked, Errors> asked_for(const model::Pack& pack, const model::Exercise& exercise,
                                      const std::string& word) {
  const auto stages = stages_before(pack, exercise);
  if (const auto slash = word.find('/'); pack.staged && slash != std::string::npos)
    return asked_of(stages, word.substr(0, slash), word.substr(slash + 1));
  auto check = find_check(exercise, word);
  if (check) return Asked{word, nullptr};
  for (const auto& stage : stages)
    if (find_check(stage, word))
      check.error().front().help =
          fmt::format("it is one of an earlier stage: `--only {}/{}`", stage.id, word);
  return refuse(std::move(check.error()));
}

} // namespace

tl::expected<model::Report, Errors> grade_target(Session& session, const Target& target,
                                                 const GradeOptions& options) {
  const auto& exercise = *model::find_exercise(target.place.pack, target.place.exercise);
  const auto asked = asked_for(target.place.pack, exercise, session.args.check);
  if (!asked) return refuse(asked.error());
  pipeline::tidy(session.places.cache);
  const auto submission = take_submission(session, target);
  if (!submission) return refuse(submission.error());
  const auto source = submission->source();
  const pipeline::Tools tools{*submission->sandbox,  system_clock(),       session.progress_line,
                              submission->languages, session.places.cache, workers()};
  pipeline::Job job{target.place.pack, exercise, source, session.args.seed.value_or(random_seed()),
                    asked->check, options.regression};
  job.stage = asked->stage;
  auto report = pipeline::grade(job, tools);
  if (!report) return refuse(report.error());
  report->folder = target.folder.string();
  report->commit = target.place.place.commit;
  return std::move(*report);
}

} // namespace bex::cli
