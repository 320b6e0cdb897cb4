#include "runner/pipeline/proofs.hpp"

#include "graders/reader.hpp"
#include "runner/pipeline/toolchain.hpp"
#include "sandboxes/base/digest.hpp"
#include "sandboxes/base/file.hpp"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <algorithm>
#include <random>
#include <sys/stat.h>

namespace bex::pipeline {
namespace {

const char* const record_name = "proofs.toml";

// What is read and never run: a better sentence disproves nothing.
bool is_prose(const fs::path& file, const fs::path& exercise) {
  return file == exercise / "README.md" || file == exercise / "NOTES.md";
}

Result<void> add_tree(Digest& digest, const fs::path& folder) {
  std::vector<fs::path> files;
  std::error_code code;
  for (fs::recursive_directory_iterator it(folder, code), end; !code && it != end; it.increment(code))
    if (std::error_code ignored; it->is_regular_file(ignored) && !is_prose(it->path(), folder))
      files.push_back(it->path());
  if (code) return fail_errno(ErrorKind::machine, "could not read `" + folder.string() + "`", code.value());
  std::sort(files.begin(), files.end());
  for (const auto& file : files) {
    auto bytes = read_file(file);
    if (!bytes) return tl::unexpected<Error>(std::move(bytes.error()));
    digest.add(file.lexically_relative(folder).string()).add(*bytes);
  }
  return {};
}

// The program that grades: a new build grades anew.
std::string identity_of_program() {
  struct stat status{};
  if (::stat("/proc/self/exe", &status) != 0) return {};
  return fmt::format("{}:{}:{}.{}", status.st_ino, status.st_size, status.st_mtim.tv_sec,
                     status.st_mtim.tv_nsec);
}

std::string text_of(const model::Language& language) {
  Digest digest;
  for (const auto* words : {&language.build, &language.run})
    for (const auto& word : *words) digest.add(word);
  for (const auto& [name, value] : language.env) digest.add(name).add(value);
  for (const auto& [kind, starter] : language.starters) digest.add(kind).add(starter);
  digest.add(std::to_string(static_cast<int>(language.pace)))
      .add(std::to_string(language.startup.count()))
      .add(std::to_string(language.build_limits.memory.count));
  return digest.hex();
}

} // namespace

Result<std::string> digest_of(const model::Pack& pack, const model::Exercise& exercise) {
  Digest digest;
  for (const auto& other : pack.exercises) {
    if (!pack.staged && other.id != exercise.id) continue;
    digest.add(other.id);
    if (auto added = add_tree(digest, other.folder); !added) return tl::unexpected<Error>(added.error());
    if (other.id == exercise.id) break;
  }
  return digest.hex();
}

KeptProofs::KeptProofs(Earlier earlier, const Tools& tools) : folder_(tools.cache / "proofs") {
  Digest digest;
  digest.add(earlier == Earlier::every ? "proof 2, every stage" : "proof 2")
      .add(identity_of_program())
      .add(name_of(tools.sandbox.level()));
  for (const auto& language : tools.languages) {
    const auto toolchain = find_toolchain(language);
    digest.add(language.id).add(text_of(language)).add(toolchain ? toolchain->identity : "none");
  }
  circumstances_ = digest.hex();
}

fs::path KeptProofs::place(const std::string& exercise_digest, const std::string& solution) const {
  return folder_ / Digest().add(circumstances_).add(exercise_digest).add(solution).hex();
}

std::optional<Proof> KeptProofs::find(const std::string& exercise_digest, const std::string& solution) const {
  const auto bytes = read_file(place(exercise_digest, solution));
  if (!bytes) return std::nullopt;
  const auto json = nlohmann::json::parse(*bytes, nullptr, false);
  if (!json.is_object()) return std::nullopt;
  try {
    Proof proof;
    json.at("exercise").get_to(proof.exercise);
    json.at("solution").get_to(proof.solution);
    json.at("expected").get_to(proof.expected);
    json.at("check").get_to(proof.check);
    json.at("got").get_to(proof.got);
    proof.caught_by = json.at("caught_by").get<std::vector<std::string>>();
    json.at("whole").get_to(proof.whole);
    proof.took = Nanos(json.at("took_ns").get<std::int64_t>());
    proof.state = Proof::State::proven;
    proof.kept = true;
    return proof;
  } catch (const nlohmann::json::exception&) {
    return std::nullopt;
  }
}

void KeptProofs::keep(const std::string& exercise_digest, const Proof& proof) const {
  if (proof.state != Proof::State::proven) return;
  const nlohmann::json json = {{"exercise", proof.exercise}, {"solution", proof.solution},
                               {"expected", proof.expected}, {"check", proof.check},
                               {"got", proof.got},           {"caught_by", proof.caught_by},
                               {"whole", proof.whole},       {"took_ns", proof.took.count()}};
  (void)write_file(place(exercise_digest, proof.solution),
                   json.dump(-1, ' ', false, nlohmann::json::error_handler_t::replace));
}

tl::expected<Record, Errors> load_record(const model::Pack& pack) {
  Record record;
  const auto path = pack.folder / record_name;
  std::error_code ignored;
  if (!fs::exists(path, ignored)) return record;
  auto text = read_file(path);
  if (!text) return tl::unexpected<Errors>(Errors{text.error()});
  const auto document = Document::parse(record_name, std::move(*text));
  Reader root(*document, document->table(), {});
  auto proven = root.table_or_empty("proven");
  for (const auto& id : proven.keys()) record[id] = proven.text(id).value_or("");
  root.finish();
  if (!document->errors().empty()) return tl::unexpected<Errors>(std::move(document->errors()));
  return record;
}

Result<void> save_record(const model::Pack& pack, const Record& record) {
  std::string text =
      "# Written by `bexercise pack verify --record`: what was proven, by the digest of its folder.\n"
      "[proven]\n";
  for (const auto& exercise : pack.exercises)
    if (const auto at = record.find(exercise.id); at != record.end())
      text += fmt::format("{} = \"{}\"\n", at->first, at->second);
  return write_file(pack.folder / record_name, text);
}

Result<Selection> select(const model::Pack& pack, const Record& record, std::size_t sample,
                         std::uint64_t seed) {
  Selection selection;
  std::vector<std::string> others;
  for (const auto& exercise : pack.exercises) {
    auto digest = digest_of(pack, exercise);
    if (!digest) return tl::unexpected<Error>(std::move(digest.error()));
    const auto at = record.find(exercise.id);
    const bool same = at != record.end() && at->second == *digest;
    (same ? others : selection.changed).push_back(exercise.id);
  }
  std::mt19937_64 random(seed);
  std::sample(others.begin(), others.end(), std::back_inserter(selection.sampled), sample, random);
  return selection;
}

} // namespace bex::pipeline
