// The packs that are at hand: bundled, fetched, or a folder of an author.
#pragma once

#include "runner/model/pack.hpp"
#include "runner/store/git.hpp"
#include "runner/store/places.hpp"

#include <string>
#include <vector>

namespace bex::store {

struct PackPlace {
  enum class Origin { bundled, fetched, folder };
  std::string id;
  Origin origin = Origin::bundled;
  fs::path folder;
  std::string url, ref, commit; // of a fetched one
};

// Sorted: bundled in the order of packs/order (first to learn first), then the others by id. A fetched pack
// hides a bundled one of the same id. Broken entries are left out and named in `broken`.
struct PackList {
  std::vector<PackPlace> packs;
  Errors broken;
};
[[nodiscard]] PackList list_packs(const Places& places);

// By id, or a path that holds a pack.toml (contains `/`, or `.`). The error says what there is, with "did you
// mean".
[[nodiscard]] Result<PackPlace> find_pack(const Places& places, const std::string& name);

// Fetches, checks that it is a pack (all errors of it otherwise), and pins it. Refused when a pack of this id
// came from another URL.
[[nodiscard]] tl::expected<PackPlace, Errors> fetch(const Places& places, const std::string& source,
                                                    const std::function<void(const Transfer&)>& progress);

struct Update {
  PackPlace place;
  std::string old_commit;                  // equal to place.commit when nothing moved
  std::vector<std::string> changed;        // exercises whose files differ
  std::vector<std::string> added, removed; // by id
};
// Moves the pin of a fetched pack to what its ref names now.
[[nodiscard]] tl::expected<Update, Errors> update(const Places& places, const std::string& id,
                                                  const std::function<void(const Transfer&)>& progress);

[[nodiscard]] Result<void> remove_pack(const Places& places, const std::string& id);

} // namespace bex::store
