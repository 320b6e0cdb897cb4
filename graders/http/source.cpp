#include "graders/http/source.hpp"

#include "graders/http/json_path.hpp"
#include "sandboxes/base/text.hpp"

namespace bex::http {

bool is_cookie(std::string_view text) {
  const std::size_t end = text.find(';');
  return is_token(text.substr(0, end)) && (end == std::string_view::npos || is_token(text.substr(end + 1)));
}

std::optional<Source> parse_source(Document& document, const std::string& text, Span place) {
  std::size_t colon = text.find(':');
  std::string kind = text.substr(0, colon),
              argument = colon == std::string::npos ? "" : text.substr(colon + 1);
  if (text == "body") return Source{Source::Kind::body, ""};
  if (text == "status") return Source{Source::Kind::status, ""};
  if (kind == "json" && colon != std::string::npos) {
    if (argument.starts_with('$')) {
      auto path = JsonPath::parse(argument);
      if (path) return Source{Source::Kind::json, argument};
      document.report(place, "`" + argument + "` is no JSONPath", path.error().what,
                      "up to `" + argument.substr(0, path.error().offset) + "` it is one");
      return std::nullopt;
    }
    if (is_pointer(argument)) return Source{Source::Kind::json, argument};
    document.report(place, "`" + argument + "` is no JSON pointer", "",
                    "a pointer is empty or begins with `/`, and `~` stands only in `~0` and `~1`: "
                    "\"json:/items/0/id\"");
    return std::nullopt;
  }
  if (kind == "header" && colon != std::string::npos) {
    if (is_token(argument)) return Source{Source::Kind::header, argument};
    document.report(place, "`" + argument + "` is no name of a header", "",
                    "for example \"header:Location\"");
    return std::nullopt;
  }
  if (kind == "cookie" && colon != std::string::npos) {
    if (is_cookie(argument)) return Source{Source::Kind::cookie, argument};
    document.report(place, "`" + argument + "` is no name of a cookie", "",
                    "for example \"cookie:session\", or \"cookie:session;Path\" for an attribute");
    return std::nullopt;
  }
  const std::vector<std::string> known{"json", "header", "cookie", "body", "status"};
  std::string near = closest(kind, known);
  document.report(place, "`" + text + "` is no place in an answer", "",
                  near.empty()
                      ? "write \"json:/pointer\", \"header:Name\", \"cookie:name\", \"body\" or \"status\""
                      : "did you mean `" + near + "`?");
  return std::nullopt;
}

} // namespace bex::http
