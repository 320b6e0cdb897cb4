// HTML as a tree that XPath 1.0 asks.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <string_view>

struct _xmlDoc;

namespace bex::http {

// By the grammar of XPath 1.0, with functions and prefixes that are known as far as an empty page shows.
[[nodiscard]] bool is_xpath(const std::string& path);

// A page, read as browsers do: whatever it is, a tree comes of it. Bytes are taken for UTF-8.
class Html {
 public:
  explicit Html(std::string_view body);

  // Whether it can be asked for this at all.
  [[nodiscard]] bool takes(const std::string& path) const;
  // The texts of what is found, with " | " between them, in the order of the page; a number or a truth value
  // as XPath writes it. Blanks at the ends are cut off, several in a row are one. Nothing when no node is
  // found, or when a hostile page makes the search too long.
  [[nodiscard]] std::optional<std::string> find(const std::string& path) const;

 private:
  struct Free {
    void operator()(_xmlDoc* tree) const;
  };
  std::unique_ptr<_xmlDoc, Free> tree_;
};

} // namespace bex::http
