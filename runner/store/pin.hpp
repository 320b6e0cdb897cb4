// Fetched packs on disk: <data>/packs/<id>/pin names one of the folders <commit>/ beside it.
#pragma once

#include "runner/store/packs.hpp"

#include <string>

namespace bex::store {

[[nodiscard]] fs::path fetched_packs(const Places& places);

// The pack that is pinned under this id. Fails when its pin or its folder is gone or damaged.
[[nodiscard]] Result<PackPlace> read_pin(const Places& places, const std::string& id);

// In place of what was pinned: whoever reads the pin meanwhile finds the old pack or the new one.
[[nodiscard]] Result<void> write_pin(const Places& places, const PackPlace& place);

// What pack.toml says the id is, with all errors that keep it from being read. Nothing else of the pack is
// looked at.
[[nodiscard]] tl::expected<std::string, Errors> pack_id(const fs::path& folder);

} // namespace bex::store
