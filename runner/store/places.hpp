// Where things are, by the XDG base directory specification.
#pragma once

#include "sandboxes/base/error.hpp"

#include <filesystem>
#include <string>

namespace bex::store {

namespace fs = std::filesystem;

struct Places {
  fs::path workspace; // --workspace, $BEXERCISE_WORKSPACE, ~/bexercise
  fs::path state;     // $XDG_STATE_HOME/bexercise, ~/.local/state/bexercise: progress.db
  fs::path data;  // $XDG_DATA_HOME/bexercise, ~/.local/share/bexercise: packs/ (fetched ones: no cache, they
                  // may be wanted offline)
  fs::path cache; // $XDG_CACHE_HOME/bexercise, ~/.cache/bexercise: data/, builds/
  fs::path share; // $BEXERCISE_SHARE, the installed share/bexercise beside the binary, or the source tree:
                  // packs and languages.toml
};

// `workspace` overrides; empty for none. Fails when there is neither HOME nor the variables.
[[nodiscard]] Result<Places> find_places(const fs::path& workspace);

// The bundled packs' folder and the languages file.
[[nodiscard]] fs::path bundled_packs(const Places& places);
[[nodiscard]] fs::path languages_file(const Places& places);

} // namespace bex::store
