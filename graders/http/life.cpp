#include "graders/http/life.hpp"

#include "graders/http/crowd.hpp"
#include "graders/http/secrets.hpp"
#include "sandboxes/base/text.hpp"

#include <toml++/toml.h>

#include <algorithm>
#include <csignal>
#include <filesystem>

namespace bex::http {
namespace {

constexpr int longest_ms = 600'000;

std::vector<int> read_exits(Reader& step) {
  std::vector<int> exits;
  const toml::node* node = step.node("exit");
  if (!node) return exits;
  const auto add = [&](const toml::node& code) {
    const auto* integer = code.as_integer();
    if (integer && integer->get() >= 0 && integer->get() <= 255)
      exits.push_back(static_cast<int>(integer->get()));
    else
      step.document().report(span_of(code), "an exit code is a number from 0 to 255", "", "");
  };
  if (const toml::array* codes = node->as_array())
    for (const toml::node& code : *codes) add(code);
  else
    add(*node);
  return exits;
}

std::optional<Millis> read_ms(Reader& step, const char* key) {
  auto ms = step.integer(key, 1, longest_ms);
  return ms ? std::optional(Millis(*ms)) : std::nullopt;
}

std::string with_code(const std::vector<int>& codes) {
  std::vector<std::string> words;
  for (int code : codes) words.push_back(std::to_string(code));
  return "exits with code " + join(words, " or ");
}

bool is_right(const std::vector<int>& exits, const Ending& ending) {
  const auto* exited = std::get_if<Exited>(&ending);
  return exited && std::ranges::find(exits, exited->code) != exits.end();
}

std::string in_time(Millis time) {
  return " within " + std::to_string(time.count()) + " ms";
}

} // namespace

Stop parse_stop(Reader& step, bool in_flight) {
  Stop stop;
  const std::vector<std::string> signals{"SIGTERM", "SIGKILL"};
  stop.kill = step.one_of("stop", signals) == "SIGKILL";
  stop.exits = read_exits(step);
  if (auto within = read_ms(step, "within_ms")) stop.within = *within;
  if (auto after = step.integer("after_ms", 0, longest_ms)) stop.after = Millis(*after);
  stop.again = read_ms(step, "again_ms");
  stop.refuses = read_ms(step, "refuses_within_ms");
  if (step.has("after_ms") && !in_flight)
    step.error_at_value("after_ms", "nothing is in flight", "", "add a `request` or `raw` to this step");
  for (const char* key : {"exit", "within_ms", "again_ms", "refuses_within_ms"})
    if (stop.kill && step.has(key))
      step.error_at_value(key, "nobody has a choice at SIGKILL", "", "leave it out, or stop by \"SIGTERM\"");
  return stop;
}

Start parse_start(Reader& step) {
  Start start;
  if (!step.boolean("start").value_or(true))
    step.error_at_value("start", "a step that does nothing", "", "write `start = true`");
  start.exits = read_exits(step);
  if (auto within = read_ms(step, "within_ms")) start.within = *within;
  if (step.has("within_ms") && start.exits.empty())
    step.error_at_value("within_ms", "how long a start may take is said in `[http]`", "",
                        "there as `start_ms`");
  return start;
}

DataFile parse_data(Reader& step) {
  DataFile file;
  const auto path = step.text("data");
  file.absent = step.boolean("absent").value_or(false);
  if (!path) return file;
  if (*path == "." && step.has("hides")) return file;
  if (step.has("hides")) step.error_at_value("data", "all files are looked into", "", "write `data = \".\"`");
  const std::filesystem::path normal = std::filesystem::path(*path).lexically_normal();
  if (path->empty() || normal.string() != *path || normal.is_absolute() || *normal.begin() == ".." ||
      !normal.has_filename() || path->find('\0') != std::string::npos)
    step.error_at_value("data", "this is no file below /data", "", "for example \"notes.json\"");
  file.path = *path;
  return file;
}

bool has_life(std::span<const Step> steps) {
  return std::ranges::any_of(steps, [](const Step& step) { return step.stop || step.start || step.data; });
}

bool begins_down(std::span<const Step> steps) {
  return !steps.empty() && (steps.front().start || steps.front().data);
}

std::optional<Misplaced> misplaced(std::span<const Step> steps, std::size_t turns) {
  bool down = begins_down(steps);
  for (std::size_t row = 0; row < std::min<std::size_t>(turns, 2); ++row) {
    for (std::size_t i = 0; i < steps.size(); ++i) {
      const Step& step = steps[i];
      const bool wants_down = step.start || step.data;
      const std::string again = row > 0 ? " when the steps are taken once more" : "";
      if (wants_down && !down)
        return Misplaced{i, "the server runs here" + again, "stop it first: `stop = \"SIGTERM\"`"};
      if (!wants_down && !step.log && !step.file && !step.arrived && down)
        return Misplaced{i, "the server does not run here" + again, "`start = true` starts it"};
      if (step.stop) down = true;
      if (step.start) down = !step.start->exits.empty();
    }
  }
  return std::nullopt;
}

std::vector<Finding> look_at(const Stop& stop, const Departure& departure, const std::string& where) {
  const std::string label = stop.kill ? "server after SIGKILL" : "server after SIGTERM";
  std::vector<Finding> findings;
  const std::string end = stop.exits.empty() ? "ends" : with_code(stop.exits);
  if (!departure.ending) {
    findings.push_back({label, end + in_time(stop.within), "still runs", where});
    return findings;
  }
  if (departure.still_listens)
    findings.push_back({label, "takes no new connections" + in_time(*stop.refuses), "still listens", where});
  if (!stop.exits.empty() && !is_right(stop.exits, *departure.ending))
    findings.push_back({label, end, describe(*departure.ending), where});
  if (!departure.data_lost.empty())
    findings.push_back({"DATA_DIR", "files that can be kept", departure.data_lost, where});
  return findings;
}

std::vector<Finding> look_at(const Start& start, const Departure& departure, const std::string& where) {
  const std::string want = with_code(start.exits);
  if (!departure.ending) return {{"server at its start", want + in_time(start.within), "still runs", where}};
  if (!is_right(start.exits, *departure.ending))
    return {{"server at its start", want, describe(*departure.ending), where}};
  return {};
}

std::vector<Finding> look_for_secrets(const DataFile& data, const std::filesystem::path& folder,
                                      const std::string& log, const Variables& variables,
                                      const std::string& where) {
  const std::string want = "no secret, nor a plain digest of one";
  for (const Template& text : data.hides) {
    const std::string secret = render(text, variables);
    if (const auto file = find_secret_below(folder, secret))
      return {{"file " + file->path, want, "`" + secret + "` " + file->leak.form,
               after(where, "byte " + std::to_string(file->leak.offset))}};
    if (!secret.empty() && log.find(secret) != std::string::npos)
      return {{"log", want, "`" + secret + "` as it is", where}};
  }
  return {};
}

Examination examine_data(const Step& step, const std::optional<std::string>& bytes,
                         const Variables& variables, const std::string& where) {
  const std::string label = "file " + step.data->path;
  if (step.data->absent && !bytes) return {};
  if (step.data->absent || !bytes) {
    const char* there = "a file that is there";
    return {{{label, bytes ? "no such file" : there, bytes ? there : "no such file", where}}, 0};
  }
  Exchange content;
  content.end = Exchange::End::answered;
  content.response.body = *bytes;
  Examination examination = examine(step, content, variables, where);
  for (Finding& finding : examination.findings)
    if (finding.label.starts_with("body")) finding.label.replace(0, 4, label);
  return examination;
}

} // namespace bex::http
