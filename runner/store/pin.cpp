#include "runner/store/pin.hpp"

#include "graders/reader.hpp"
#include "runner/store/git_refs.hpp"
#include "sandboxes/base/file.hpp"
#include "sandboxes/base/text.hpp"

namespace bex::store {
namespace {

// A TOML basic string.
std::string toml_text(std::string_view text) {
  std::string out = "\"";
  for (const char letter : text) {
    if (letter == '"' || letter == '\\') out += '\\';
    out += letter;
  }
  return out + "\"";
}

} // namespace

fs::path fetched_packs(const Places& places) {
  return places.data / "packs";
}

Result<PackPlace> read_pin(const Places& places, const std::string& id) {
  const auto folder = fetched_packs(places) / id;
  const auto damaged = [&](const std::string& why) {
    return fail(ErrorKind::machine, "the fetched pack `" + id + "` is damaged: " + why,
                "remove it and fetch it again: bexercise packs remove " + id);
  };
  auto text = read_file(folder / "pin", 64u << 10);
  if (!text) return damaged(text.error().what);
  const auto document = Document::parse((folder / "pin").string(), std::move(*text));
  Reader reader(*document, document->table(), Span{});
  PackPlace place{id,
                  PackPlace::Origin::fetched,
                  {},
                  reader.text("url").value_or(""),
                  reader.text("ref").value_or(""),
                  reader.text("commit").value_or("")};
  if (!document->errors().empty() || place.url.empty() || place.commit.size() != 40 ||
      !could_be_commit(place.commit))
    return damaged("`" + (folder / "pin").string() + "` does not name a commit");
  place.folder = folder / place.commit;
  std::error_code code;
  if (!fs::is_regular_file(place.folder / "pack.toml", code))
    return damaged("there is no pack in `" + place.folder.string() + "`");
  return place;
}

Result<void> write_pin(const Places& places, const PackPlace& place) {
  return write_file(fetched_packs(places) / place.id / "pin",
                    "url = " + toml_text(place.url) + "\nref = " + toml_text(place.ref) +
                        "\ncommit = " + toml_text(place.commit) + "\n");
}

tl::expected<std::string, Errors> pack_id(const fs::path& folder) {
  auto text = read_file(folder / "pack.toml", 1u << 20);
  if (!text) return tl::unexpected<Errors>(Errors{std::move(text.error())});
  const auto document = Document::parse((folder / "pack.toml").string(), std::move(*text));
  if (document->errors().empty()) {
    Reader reader(*document, document->table(), Span{});
    auto id = reader.required_text("id");
    if (document->errors().empty() && !is_slug(id))
      reader.error_at_value("id", "`" + id + "` is no id", "lower-case letters, digits, single hyphens");
    if (document->errors().empty()) return id;
  }
  return tl::unexpected<Errors>(std::move(document->errors()));
}

} // namespace bex::store
