// Packs that come and go: fetch, update, remove.
#include "runner/store/packs.hpp"
#include "runner/store/pin.hpp"
#include "runner/store/tree.hpp"
#include "runner/store/workspace.hpp"
#include "sandboxes/base/file.hpp"
#include "sandboxes/base/text.hpp"

#include <algorithm>
#include <cerrno>
#include <cstdio>
#include <fcntl.h>
#include <map>

namespace bex::store {
namespace {

tl::unexpected<Errors> all(Error error) {
  return tl::unexpected<Errors>(Errors{std::move(error)});
}

// One process at a time changes the fetched packs. What a process that was killed left behind is removed.
class Change {
 public:
  static Result<Change> begin(const Places& places) {
    auto lock = Lock::take(places.state / "packs.lock");
    if (!lock) return tl::unexpected<Error>(std::move(lock.error()));
    Change change(std::move(*lock), fetched_packs(places));
    sweep_temp_dirs(change.folder_);
    return change;
  }
  Change(Change&&) = default;
  Change& operator=(Change&&) = delete;
  ~Change() {
    std::error_code ignored;
    if (!folder_.empty()) fs::remove(folder_, ignored); // when it is empty
  }

 private:
  Change(Lock lock, fs::path folder) : lock_(std::move(lock)), folder_(std::move(folder)) {}
  Lock lock_;
  fs::path folder_;
};

// A ref may hold slashes, and so may a path with an `@` in it: which of them it is, the disk knows.
std::optional<Source> source_on_disk(const std::string& text) {
  const std::string_view scheme = "file://";
  const std::size_t start = text.starts_with(scheme) ? scheme.size() : 0;
  std::error_code code;
  for (auto end = text.size(); end != std::string::npos && end > start; end = text.rfind('@', end - 1))
    if (end + 1 != text.size() && fs::exists(text.substr(start, end - start), code))
      return Source{text.substr(0, end), end == text.size() ? "" : text.substr(end + 1)};
  return std::nullopt;
}

// A path on this machine must mean the same from every folder.
Source source_of(const std::string& text) {
  std::error_code code;
  const auto on_disk = source_on_disk(text);
  auto source = on_disk ? *on_disk : parse_source(text);
  if (source.url.find("://") == std::string::npos && fs::exists(source.url, code))
    source.url = fs::absolute(source.url, code).lexically_normal().string();
  return source;
}

std::string plain_url(std::string url) {
  while (url.size() > 1 && url.ends_with('/')) url.pop_back();
  if (url.ends_with(".git")) url.erase(url.size() - 4);
  return url;
}

std::string without(std::string text, const std::string& prefix) {
  for (auto at = text.find(prefix); at != std::string::npos; at = text.find(prefix, at))
    text.erase(at, prefix.size());
  return text;
}

// Errors of a pack in a folder that is about to go name the files as the pack does.
Errors named_from(const fs::path& folder, Errors errors) {
  const auto prefix = folder.string() + "/";
  for (auto& error : errors) {
    error.what = without(std::move(error.what), prefix);
    error.help = without(std::move(error.help), prefix);
    if (error.label) error.label->file = without(std::move(error.label->file), prefix);
    for (auto& line : error.context) line = without(std::move(line), prefix);
  }
  return errors;
}

struct Fetched {
  TempDir temporary;
  model::Pack pack; // in temporary.path() / "pack"
  Checkout checkout;
};

tl::expected<Fetched, Errors> fetch_pack(const Places& places, const Source& source,
                                         const std::function<void(const Transfer&)>& progress) {
  auto temporary = TempDir::make(fetched_packs(places));
  if (!temporary) return all(std::move(temporary.error()));
  const auto folder = temporary->path() / "pack";
  auto checkout = clone(source.url, source.ref, folder, TreeLimits{}, progress);
  if (!checkout) return all(std::move(checkout.error()));
  std::error_code code;
  if (!fs::is_regular_file(folder / "pack.toml", code))
    return all({ErrorKind::pack,
                "`" + source.url + "` is not a pack: there is no pack.toml in it",
                std::nullopt,
                "check the URL; docs/pack-format.md says what a pack is",
                {}});
  auto pack = model::load_pack(folder);
  if (!pack) return tl::unexpected<Errors>(named_from(folder, std::move(pack.error())));
  if (!is_slug(pack->id))
    return all({ErrorKind::pack, "the pack's id is not a slug", std::nullopt, "", {}}); // it becomes a path
  return Fetched{std::move(*temporary), std::move(*pack), std::move(*checkout)};
}

int put_in_place(const fs::path& from, const fs::path& to) {
  std::error_code code;
  if (!fs::exists(to, code)) return ::rename(from.c_str(), to.c_str()) == 0 ? 0 : errno;
  // What was there (the same commit, perhaps damaged) goes to `from`, and with it.
  if (::renameat2(AT_FDCWD, from.c_str(), AT_FDCWD, to.c_str(), RENAME_EXCHANGE) == 0) return 0;
  if (errno != EINVAL && errno != ENOSYS) return errno;
  fs::remove_all(to, code);
  return ::rename(from.c_str(), to.c_str()) == 0 ? 0 : errno;
}

// The commit that was pinned before stays: a grading may be reading it now.
void forget_others(const fs::path& folder, const std::string& commit, const std::string& previous) {
  std::error_code code;
  std::vector<fs::path> others;
  for (fs::directory_iterator at(folder, code), end; !code && at != end; at.increment(code)) {
    const auto name = at->path().filename().string();
    if (name != "pin" && name != commit && name != previous) others.push_back(at->path());
  }
  for (const auto& path : others) fs::remove_all(path, code);
}

Result<PackPlace> pin(const Places& places, Fetched& fetched, const std::string& url,
                      const std::string& previous) {
  const auto folder = fetched_packs(places) / fetched.pack.id;
  PackPlace place{fetched.pack.id,      PackPlace::Origin::fetched, folder / fetched.checkout.commit, url,
                  fetched.checkout.ref, fetched.checkout.commit};
  if (auto made = make_folders(folder); !made) return tl::unexpected<Error>(std::move(made.error()));
  if (const int error = put_in_place(fetched.pack.folder, place.folder))
    return fail_errno(ErrorKind::machine, "could not make the folder `" + place.folder.string() + "`", error);
  if (auto written = write_pin(places, place); !written)
    return tl::unexpected<Error>(std::move(written.error()));
  forget_others(folder, place.commit, previous);
  return place;
}

// By exercise, what its files are. An exercise that cannot be read has no digest, and differs from any that
// can.
std::map<std::string, std::string> digests(const fs::path& folder) {
  std::map<std::string, std::string> found;
  const auto outline = model::load_outline(folder);
  if (!outline) return found;
  WalkRules rules;
  rules.files = TreeLimits{}.files;
  for (const auto& exercise : outline->exercises)
    found[exercise.id] = digest_tree(folder / exercise.id, rules, TreeLimits{}.bytes).value_or("");
  return found;
}

void compare(const std::map<std::string, std::string>& before,
             const std::map<std::string, std::string>& after, Update& update) {
  for (const auto& [id, digest] : after) {
    const auto old = before.find(id);
    if (old == before.end())
      update.added.push_back(id);
    else if (old->second != digest)
      update.changed.push_back(id);
  }
  for (const auto& [id, digest] : before)
    if (!after.contains(id)) update.removed.push_back(id);
}

Error not_fetched(const Places& places, const std::string& id) {
  const auto place = find_pack(places, id);
  if (!place) return place.error();
  if (place->origin == PackPlace::Origin::folder)
    return {ErrorKind::usage,
            "`" + id + "` is a folder of yours, not a fetched pack",
            std::nullopt,
            "change or remove it yourself",
            {}};
  return {ErrorKind::usage,
          "`" + id + "` comes with the program",
          std::nullopt,
          "it changes when the program is updated; nothing is to be done",
          {}};
}

} // namespace

tl::expected<PackPlace, Errors> fetch(const Places& places, const std::string& text,
                                      const std::function<void(const Transfer&)>& progress) {
  const auto change = Change::begin(places);
  if (!change) return all(change.error());
  const auto source = source_of(text);
  auto fetched = fetch_pack(places, source, progress);
  if (!fetched) return tl::unexpected<Errors>(std::move(fetched.error()));
  const auto old = read_pin(places, fetched->pack.id);
  if (old && plain_url(old->url) != plain_url(source.url))
    return all({ErrorKind::usage,
                "there is a pack `" + old->id + "` from another place already: `" + old->url + "`",
                std::nullopt,
                "if you want this one instead (your progress stays): bexercise packs remove " + old->id,
                {}});
  auto place = pin(places, *fetched, source.url, old ? old->commit : "");
  if (!place) return all(std::move(place.error()));
  return std::move(*place);
}

tl::expected<Update, Errors> update(const Places& places, const std::string& id,
                                    const std::function<void(const Transfer&)>& progress) {
  const auto change = Change::begin(places);
  if (!change) return all(change.error());
  std::error_code code;
  if (!is_slug(id) || !fs::exists(fetched_packs(places) / id, code)) return all(not_fetched(places, id));
  const auto old = read_pin(places, id);
  if (!old) return all(old.error());
  auto fetched = fetch_pack(places, {old->url, old->ref}, progress);
  if (!fetched) {
    fetched.error().front().context.push_back("while updating `" + id + "`, which stays at " +
                                              old->commit.substr(0, 12));
    return tl::unexpected<Errors>(std::move(fetched.error()));
  }
  if (fetched->pack.id != id)
    return all({ErrorKind::pack,
                "the pack `" + id + "` calls itself `" + fetched->pack.id + "` now",
                std::nullopt,
                "fetch it anew: bexercise fetch " + shell_quote(old->url),
                {}});
  Update done;
  done.old_commit = old->commit;
  if (fetched->checkout.commit == old->commit) {
    done.place = *old;
    return done;
  }
  compare(digests(old->folder), digests(fetched->pack.folder), done);
  auto place = pin(places, *fetched, old->url, old->commit);
  if (!place) return all(std::move(place.error()));
  done.place = std::move(*place);
  return done;
}

Result<void> remove_pack(const Places& places, const std::string& id) {
  const auto change = Change::begin(places);
  if (!change) return tl::unexpected<Error>(change.error());
  const auto folder = fetched_packs(places) / id;
  std::error_code code;
  if (!is_slug(id) || !fs::exists(folder, code)) return tl::unexpected<Error>(not_fetched(places, id));
  const auto temporary = TempDir::make(fetched_packs(places));
  if (!temporary) return tl::unexpected<Error>(temporary.error());
  if (::rename(folder.c_str(), (temporary->path() / id).c_str()) != 0)
    return fail_errno(ErrorKind::machine, "could not remove the pack `" + id + "`", errno);
  return {};
}

} // namespace bex::store
