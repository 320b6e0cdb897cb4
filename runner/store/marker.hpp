// The file `.bexercise` that makes a folder the folder of an exercise.
#pragma once

#include "runner/store/workspace.hpp"

#include <map>
#include <optional>
#include <string>
#include <string_view>

namespace bex::store {

constexpr const char* marker_name = ".bexercise";

// The marker with what only this layer needs: which statements were written, by name, with the digest of what
// was written.
struct MarkerFile {
  Marker marker;
  std::map<std::string, std::string> statements;
};

[[nodiscard]] std::string marker_text(const MarkerFile& file);
// None when it is no marker, or its ids are no ids. Keys that this version does not know are passed over.
[[nodiscard]] std::optional<MarkerFile> parse_marker(const std::string& text);

// True for what is in a learner's folder but is not the learner's: the marker, files being written,
// statements in the root, `.git`.
[[nodiscard]] bool is_not_the_learners(const std::string& name, int depth);

} // namespace bex::store
