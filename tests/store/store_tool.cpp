// The store on the command line, for tests that need servers, hostile repositories and processes that are
// killed.
#include "runner/store/git.hpp"
#include "runner/store/packs.hpp"
#include "runner/store/progress.hpp"
#include "sandboxes/base/interrupt.hpp"
#include "sandboxes/base/text.hpp"

#include <cstdio>
#include <cstdlib>
#include <map>
#include <string>

using namespace bex;

namespace {

int show(const Error& error) {
  std::printf("error %d\n%s\n%s\n", static_cast<int>(error.kind), error.what.c_str(), error.help.c_str());
  if (error.label) std::printf("%s:%d\n", error.label->file.c_str(), error.label->span.line);
  return 1;
}

int show(const Errors& errors) {
  for (const auto& error : errors) show(error);
  return 1;
}

void show_progress(const store::Transfer& transfer) {
  std::fprintf(stderr, "%llu/%llu objects, %llu bytes\n", static_cast<unsigned long long>(transfer.objects),
               static_cast<unsigned long long>(transfer.total_objects),
               static_cast<unsigned long long>(transfer.bytes));
}

// Words of the form `files=10`.
store::TreeLimits limits_of(int count, char** words) {
  store::TreeLimits limits;
  for (int i = 0; i < count; ++i) {
    const auto parts = split(words[i], '=');
    const auto value = std::strtoull(std::string(parts.at(1)).c_str(), nullptr, 10);
    if (parts[0] == "files") limits.files = value;
    if (parts[0] == "bytes") limits.bytes = value;
    if (parts[0] == "file_bytes") limits.file_bytes = value;
    if (parts[0] == "depth") limits.depth = static_cast<int>(value);
    if (parts[0] == "idle") limits.idle = Millis(value);
  }
  return limits;
}

int clone(const std::string& url, const std::string& ref, const std::string& folder,
          const store::TreeLimits& limits) {
  const auto done = store::clone(url, ref, folder, limits, show_progress);
  if (!done) return show(done.error());
  std::printf("%s %s\n", done->commit.c_str(), done->ref.c_str());
  return 0;
}

int list(const store::Places& places) {
  const auto packs = store::list_packs(places);
  for (const auto& pack : packs.packs)
    std::printf("%s %d %s %s %s\n", pack.id.c_str(), static_cast<int>(pack.origin), pack.url.c_str(),
                pack.ref.c_str(), pack.commit.c_str());
  for (const auto& error : packs.broken) show(error);
  return 0;
}

int update(const store::Places& places, const std::string& id) {
  const auto done = store::update(places, id, show_progress);
  if (!done) return show(done.error());
  std::printf("%s %s\nchanged %s\nadded %s\nremoved %s\n", done->old_commit.c_str(),
              done->place.commit.c_str(), join(done->changed, " ").c_str(), join(done->added, " ").c_str(),
              join(done->removed, " ").c_str());
  return 0;
}

// Appends for ever; prints the number of each record once it is acknowledged.
int append(const std::string& file) {
  auto progress = store::Progress::open(file);
  if (!progress) return show(progress.error());
  auto standings = progress->standings("pack");
  if (!standings) return show(standings.error());
  for (int number = (*standings)["exercise"].attempts + 1;; ++number) {
    store::Record record;
    record.pack = "pack";
    record.exercise = "exercise";
    record.digest = std::to_string(number);
    if (auto done = progress->append(record); !done) return show(done.error());
    std::printf("%d\n", number);
    std::fflush(stdout);
  }
}

int attempts(const std::string& file) {
  auto progress = store::Progress::open(file);
  if (!progress) return show(progress.error());
  auto standings = progress->standings("pack");
  auto last = progress->last("pack", "exercise");
  if (!standings) return show(standings.error());
  if (!last) return show(last.error());
  std::printf("%d %s\n", (*standings)["exercise"].attempts, *last ? (*last)->digest.c_str() : "0");
  return 0;
}

} // namespace

int main(int count, char** words) {
  watch_interrupts();
  const std::string verb = count > 1 ? words[1] : "";
  const std::string word = count > 2 ? words[2] : "";
  if (verb == "clone" && count >= 5) return clone(word, words[3], words[4], limits_of(count - 5, words + 5));
  if (verb == "append") return append(word);
  if (verb == "attempts") return attempts(word);
  const auto places = store::find_places("");
  if (!places) return show(places.error());
  if (verb == "list") return list(*places);
  if (verb == "update") return update(*places, word);
  if (verb == "remove") {
    const auto done = store::remove_pack(*places, word);
    return done ? 0 : show(done.error());
  }
  if (verb != "fetch") return 2;
  const auto done = store::fetch(*places, word, show_progress);
  if (!done) return show(done.error());
  std::printf("%s %s\n", done->id.c_str(), done->commit.c_str());
  return 0;
}
