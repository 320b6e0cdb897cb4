// How output looks on this terminal; decided once, in runner/cli.
#pragma once

#include <string>
#include <string_view>

namespace bex::render {

struct Style {
  bool color = false;
  bool unicode = true; // glyphs and box lines; plain ASCII otherwise
  bool links = false;  // OSC 8
  int width = 80;      // columns, at least 40
};

enum class Paint { plain, bold, dim, red, green, yellow, blue, cyan, code, heading };

// `text` in that paint, or as it is without colour.
[[nodiscard]] std::string paint(const Style& style, Paint paint, std::string_view text);

// Columns that `text` takes: escape sequences none, wide characters two.
[[nodiscard]] int width_of(std::string_view text);

// Control letters, escape sequences and malformed UTF-8 made visible, so that nothing a program prints can
// steer the terminal. Line ends stay.
[[nodiscard]] std::string safe(std::string_view text);

} // namespace bex::render
