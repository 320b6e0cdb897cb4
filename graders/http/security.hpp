// `security` of a step: what an attacker would send in the place of its request, and what must become of it.
#pragma once

#include "graders/http/derived.hpp"
#include "graders/http/pattern.hpp"

#include <cstddef>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace bex::http {

class PatternReader; // graders/http/pattern_reader.hpp

// Where a value stands in a request: a pointer into its JSON body, or the name of a parameter of its query.
using Spot = std::string;

struct Security {
  // Tokens that the server did not make, in the place of the one in `Authorization`.
  std::vector<int> forged_tokens; // statuses that refuse
  std::optional<Template> token_key;

  // Somebody else's token, and none, for what the step's token may ask for.
  struct Strangers {
    Template bearer;
    std::vector<int> statuses{401, 403, 404};
    std::vector<std::string> methods; // beside GET
    std::optional<Pattern> json;      // of those that have a body
  };
  std::optional<Strangers> strangers;

  // SQL in the place of a value: it is refused, or finds nothing, or comes back as it was sent.
  struct Refused {
    std::vector<Spot> fields;
    std::vector<int> statuses{400, 401, 403, 422};
  };
  std::optional<Refused> sql_refused;
  std::optional<Spot> sql_finds_nothing;
  struct Kept {
    Spot field;
    std::string shown; // a pointer, in the answer to GET of what was made
  };
  std::optional<Kept> texts_kept;

  std::optional<Spot> header_injection, open_redirect, path_traversal; // an empty spot: the path itself

  // URLs of our upstream, which is inside of the server's own network, in the place of one that it may fetch.
  struct Fetched {
    Spot field;
    std::vector<int> statuses{400, 403, 422}; // for an address that anybody knows to be inside
  };
  std::optional<Fetched> ssrf;
};

// Of a step that has been read otherwise; null: no attacks.
[[nodiscard]] std::shared_ptr<const Security> parse_security(Reader& step, const Step& of,
                                                             PatternReader& patterns, const Scope& scope);

// Which of these paths the upstream was asked for first; they are waited for so long. Nothing: none of them.
using Heard =
    std::function<std::optional<std::size_t>(const std::vector<std::string>& paths, Millis patience)>;

// As `derive` does for `also`.
[[nodiscard]] std::vector<Derived> attack(const Security& security, const Exchange& answered,
                                          const Variables& variables, const Heard& heard);

// The same request with `text` in that spot.
[[nodiscard]] Request with_text(Request request, const Spot& spot, const std::string& text);

// Whether a browser that is sent there (WHATWG URL) arrives at `host` or below it.
[[nodiscard]] bool leads_to(std::string_view location, std::string_view host);

} // namespace bex::http
