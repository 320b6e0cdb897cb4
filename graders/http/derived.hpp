// Requests that follow from another one: what HTTP says of HEAD, ETag, methods and limits, without a step for
// each.
#pragma once

#include "graders/http/client.hpp"
#include "graders/http/template.hpp"
#include "graders/reader.hpp"
#include "graders/verdict.hpp"

#include <functional>
#include <optional>
#include <string>
#include <vector>

namespace bex::http {

struct Step; // graders/http/step.hpp
struct Scope;

// `also` of a step. RFC 9110 unless said otherwise.
struct Also {
  bool head = false;         // 9.3.2: as GET, without the body
  bool not_modified = false; // 13.1.2 and 15.4.5: If-None-Match with the answer's ETag, and with another
  bool again = false;        // 9.2.2: the same once more has the same effect
  std::vector<int> cut_json; // the JSON body without its last byte gets one of these
  std::vector<std::string> only_methods;                        // 15.5.6: the others get 405, with Allow
  std::optional<std::size_t> long_body, long_target, long_head; // 413, 414, 431 (RFC 6585) at so many bytes
  std::optional<Template> preflight; // an origin that the Fetch standard's preflight lets in

  [[nodiscard]] bool none() const;
};

struct Derived {
  std::string name; // "HEAD"
  Request request;
  std::function<std::vector<Finding>(const Response&)> look; // what is not as it should be; `where` is empty
  std::function<std::vector<Derived>(const Exchange&)> then = nullptr; // that follow once that is right
};

// What requests that follow are made of.
[[nodiscard]] std::vector<Finding> expect_status(const Response& response, const std::vector<int>& statuses);
void set_header(Request& request, const std::string& name, std::string value); // in place of any of that name
void set_body(Request& request, std::string body);
[[nodiscard]] Request without_body(Request request, std::string method);

// Of a step that has been read otherwise.
[[nodiscard]] Also parse_also(Reader& step, const Step& of, const Scope& scope);

// In an order in which none spoils another: what only asks comes first, `again` last.
[[nodiscard]] std::vector<Derived> derive(const Also& also, const Exchange& answered,
                                          const Variables& variables);

} // namespace bex::http
