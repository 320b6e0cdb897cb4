#include "runner/store/entry.hpp"

#include "sandboxes/base/text.hpp"

#include <algorithm>
#include <array>

namespace bex::store {
namespace {

// Code points that HFS+ leaves out when it compares names, in UTF-8: U+200C..200F, U+202A..202E,
// U+206A..206F, U+FEFF (Apple Technical Note TN1150, "Unicode Subtleties").
constexpr std::array<std::string_view, 16> unseen = {
    "\u200c", "\u200d", "\u200e", "\u200f", "\u202a", "\u202b", "\u202c", "\u202d",
    "\u202e", "\u206a", "\u206b", "\u206c", "\u206d", "\u206e", "\u206f", "\ufeff"};

std::string seen_part(std::string_view name) {
  std::string seen;
  while (!name.empty()) {
    const auto* hidden =
        std::find_if(unseen.begin(), unseen.end(), [&](auto point) { return name.starts_with(point); });
    if (hidden == unseen.end()) seen += name.front();
    name.remove_prefix(hidden == unseen.end() ? 1 : hidden->size());
  }
  return seen;
}

bool reads_as_git(std::string_view name) {
  auto plain = lower(seen_part(name));
  plain = plain.substr(0, plain.find(':')); // NTFS: the name of a stream follows
  plain.erase(plain.find_last_not_of(" .") + 1);
  if (plain == ".git") return true;
  constexpr std::string_view short_form = "git~"; // the 8.3 name that FAT and NTFS make of `.git`
  const std::string_view number = std::string_view(plain).substr(std::min(plain.size(), short_form.size()));
  return plain.starts_with(short_form) && !number.empty() &&
         number.find_first_not_of("0123456789") == std::string_view::npos;
}

// C0, DEL, and C1 (U+0080..009F), which some terminals obey.
bool has_control_letters(std::string_view text) {
  for (std::size_t i = 0; i < text.size(); ++i) {
    const auto byte = static_cast<unsigned char>(text[i]);
    if (byte < 0x20 || byte == 0x7f) return true;
    if (byte == 0xc2 && i + 1 < text.size() && static_cast<unsigned char>(text[i + 1]) < 0xa0) return true;
  }
  return false;
}

} // namespace

std::optional<std::string> name_fault(std::string_view name) {
  if (name.empty()) return "an empty name";
  if (name == "." || name == "..") return "a name that means another folder";
  if (name.find('/') != std::string_view::npos) return "a slash in a name";
  if (!is_text(name)) return "a name that is not UTF-8";
  if (has_control_letters(name)) return "control letters in a name";
  if (reads_as_git(name)) return "a name that stands for `.git`";
  return std::nullopt;
}

bool link_stays_inside(std::string_view target, int depth) {
  if (target.empty() || target.front() == '/' || target.find('\0') != std::string_view::npos) return false;
  bool at_start = true;
  for (const auto part : split(target, '/')) {
    if (part.empty() || part == ".") continue;
    if (part != "..") {
      at_start = false;
    } else if (!at_start || --depth < 0) {
      return false;
    }
  }
  return true;
}

std::string printable(std::string_view name) {
  if (is_text(name) && !has_control_letters(name)) return std::string(name);
  constexpr std::string_view digits = "0123456789abcdef";
  std::string out;
  for (const char letter : name) {
    const auto byte = static_cast<unsigned char>(letter);
    if (byte >= 0x20 && byte < 0x7f) {
      out += letter;
    } else {
      out += "\\x";
      out += digits[byte >> 4];
      out += digits[byte & 15];
    }
  }
  return out;
}

} // namespace bex::store
