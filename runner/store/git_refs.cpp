#include "runner/store/git_refs.hpp"

#include "runner/store/entry.hpp"
#include "sandboxes/base/text.hpp"

#include <algorithm>

namespace bex::store {
namespace {

constexpr std::string_view branches = "refs/heads/", tags = "refs/tags/";
constexpr std::size_t most_shown = 8;

} // namespace

std::optional<Ref> find_ref(const Refs& refs, const std::string& asked) {
  const auto named = [&](const std::string& name) -> std::optional<Ref> {
    const auto at =
        std::find_if(refs.all.begin(), refs.all.end(), [&](const Ref& ref) { return ref.name == name; });
    if (at == refs.all.end()) return std::nullopt;
    return *at;
  };
  if (asked.empty()) return refs.head.empty() ? std::nullopt : named(refs.head);
  for (const auto& name : {std::string(branches) + asked, std::string(tags) + asked, asked})
    if (auto ref = named(name)) return ref;
  return std::nullopt;
}

std::string short_name(const std::string& name) {
  for (const auto prefix : {branches, tags})
    if (name.starts_with(prefix)) return name.substr(prefix.size());
  return name;
}

bool could_be_commit(const std::string& text) {
  return text.size() >= 7 && text.size() <= 40 &&
         lower(text).find_first_not_of("0123456789abcdef") == std::string::npos;
}

Error no_such_ref(const Refs& refs, const std::string& asked, const std::string& url) {
  std::vector<std::string> names;
  for (const auto& ref : refs.all)
    if (ref.name.starts_with(branches) || ref.name.starts_with(tags))
      names.push_back(printable(short_name(ref.name)));
  std::sort(names.begin(), names.end());
  names.erase(std::unique(names.begin(), names.end()), names.end());
  if (names.empty())
    return {ErrorKind::usage,
            "`" + url + "` is an empty repository",
            std::nullopt,
            "commit the pack there first",
            {}};
  Error error{ErrorKind::usage,
              "`" + url + "` has no branch, tag or commit `" + printable(asked) + "`",
              std::nullopt,
              "",
              {}};
  if (asked.empty()) error.what = "`" + url + "` does not say which of its branches is the default one";
  if (const auto near = closest(asked, names); !near.empty()) error.help = "did you mean `" + near + "`? ";
  const bool cut = names.size() > most_shown;
  if (cut) names.resize(most_shown);
  error.help += "there is: " + join(names, ", ") + (cut ? ", ..." : "") + "; name one behind an `@`";
  return error;
}

} // namespace bex::store
