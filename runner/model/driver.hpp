// What stands between an exercise that asks for functions and a language: starters, and the files that are
// built with a submission. Both are made from patterns in runner/drivers, which say how the language writes
// types.
#pragma once

#include "graders/function/signature.hpp"
#include "runner/model/language.hpp"
#include "runner/model/pack.hpp"

#include <filesystem>
#include <string>
#include <utility>
#include <vector>

namespace bex::model {

// Reads `folder`/<id>.toml for each language that has one; what is wrong there is added to `errors`.
void read_drivers(std::vector<Language>& languages, const std::filesystem::path& folder, Errors& errors);

// `driver` with the patterns of its commands, starter and files filled in.
[[nodiscard]] Driver filled_in(Driver driver, const function::Signature& signature);

// What an exercise asks for; null when it asks for programs.
[[nodiscard]] const function::Signature* signature_of(const Exercise& exercise);

// The text of `main` where the pack has no starter for the language; nothing when there is none for its kind.
[[nodiscard]] std::optional<std::string> template_for(const Exercise& exercise, const Language& language);

} // namespace bex::model
