#include "runner/store/packs.hpp"

#include "runner/store/pin.hpp"
#include "sandboxes/base/file.hpp"
#include "sandboxes/base/text.hpp"

#include <algorithm>

namespace bex::store {
namespace {

bool is_there(const fs::path& path) {
  std::error_code ignored;
  return fs::exists(path, ignored);
}

// Names of the folders in `folder` that do not begin with a dot, sorted.
std::vector<std::string> folders_in(const fs::path& folder) {
  std::vector<std::string> names;
  std::error_code code;
  for (fs::directory_iterator at(folder, code), end; !code && at != end; at.increment(code)) {
    const auto name = at->path().filename().string();
    if (std::error_code ignored; !name.starts_with('.') && at->is_directory(ignored)) names.push_back(name);
  }
  std::sort(names.begin(), names.end());
  return names;
}

// Where in the order file, one id a line, each id stands.
std::vector<std::string> read_order(const fs::path& bundled) {
  std::vector<std::string> order;
  const auto text = read_file(bundled / "order", 1u << 20).value_or("");
  for (const auto line : split(text, '\n'))
    if (const auto id = trim(line); !id.empty() && !id.starts_with('#')) order.emplace_back(id);
  return order;
}

void add_bundled(const Places& places, PackList& list) {
  const auto folder = bundled_packs(places);
  for (const auto& name : folders_in(folder)) {
    if (!is_there(folder / name / "pack.toml")) continue;
    const auto id = pack_id(folder / name);
    if (!id)
      list.broken.insert(list.broken.end(), id.error().begin(), id.error().end());
    else if (*id != name)
      list.broken.push_back({ErrorKind::pack,
                             "the folder `" + name + "` holds a pack with the id `" + *id + "`",
                             std::nullopt,
                             "give the folder the id's name",
                             {}});
    else
      list.packs.push_back({name, PackPlace::Origin::bundled, folder / name, "", "", ""});
  }
}

void add_fetched(const Places& places, PackList& list) {
  for (const auto& id : folders_in(fetched_packs(places))) {
    auto place = read_pin(places, id);
    if (!place) {
      list.broken.push_back(std::move(place.error()));
      continue;
    }
    std::erase_if(list.packs, [&](const PackPlace& other) { return other.id == id; });
    list.packs.push_back(std::move(*place));
  }
}

Result<PackPlace> find_folder(const std::string& name) {
  std::error_code code;
  const auto folder = fs::canonical(name, code);
  if (code) {
    auto error = fail_errno(ErrorKind::usage, "could not open the pack `" + name + "`", code.value());
    error.value().help = "`bexercise packs` lists the packs that are here; `bexercise fetch URL` gets one";
    return error;
  }
  if (!is_there(folder / "pack.toml"))
    return fail(ErrorKind::usage, "`" + name + "` is not a pack: there is no pack.toml in it",
                is_there(folder.parent_path() / "pack.toml")
                    ? "the folder above it is one"
                    : "`bexercise packs` lists the packs that are here");
  const auto id = pack_id(folder);
  // A pack with mistakes is a pack: whoever loads it shows them all.
  return PackPlace{id ? *id : folder.filename().string(), PackPlace::Origin::folder, folder, "", "", ""};
}

} // namespace

PackList list_packs(const Places& places) {
  PackList list;
  add_bundled(places, list);
  const auto order = read_order(bundled_packs(places));
  add_fetched(places, list);
  const auto rank = [&](const PackPlace& place) {
    return std::find(order.begin(), order.end(), place.id) - order.begin();
  };
  std::sort(list.packs.begin(), list.packs.end(), [&](const PackPlace& a, const PackPlace& b) {
    return std::pair(rank(a), std::string_view(a.id)) < std::pair(rank(b), std::string_view(b.id));
  });
  return list;
}

Result<PackPlace> find_pack(const Places& places, const std::string& name) {
  if (name.find_first_of("/.") != std::string::npos) return find_folder(name);
  auto list = list_packs(places);
  for (auto& place : list.packs)
    if (place.id == name) return std::move(place);
  // The reason, when this very pack is broken.
  for (auto& error : list.broken)
    if (error.what.find("`" + name + "`") != std::string::npos)
      return tl::unexpected<Error>(std::move(error));
  std::vector<std::string> ids;
  for (const auto& place : list.packs) ids.push_back(place.id);
  std::string help;
  if (const auto near = closest(name, ids); !near.empty()) help = "did you mean `" + near + "`? ";
  if (is_there(fs::path(name) / "pack.toml")) help = "the folder here is named `./" + name + "`; ";
  help += ids.empty() ? "fetch one: bexercise fetch URL" : "there is: " + join(ids, ", ");
  return fail(ErrorKind::usage, "there is no pack `" + name + "`", help);
}

} // namespace bex::store
