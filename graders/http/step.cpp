#include "graders/http/step.hpp"

#include "graders/http/pattern_reader.hpp"
#include "sandboxes/base/text.hpp"

#include <toml++/toml.h>

#include <algorithm>

namespace bex::http {
namespace {

constexpr int longest_wait_ms = 600'000;

class StepReader {
 public:
  StepReader(Reader& table, Scope& scope)
      : table_(table), document_(table.document()), scope_(scope), patterns_(document_, scope),
        errors_before_(document_.errors().size()) {}

  Step read() {
    step_.request = patterns_.words(table_.required_text("request"), table_.value_place("request"));
    read_headers();
    read_body();
    step_.clients = static_cast<int>(table_.integer("clients", 1, 64).value_or(1));
    step_.repeat = static_cast<int>(table_.integer("repeat", 1, 1000).value_or(1));
    read_unique();
    if (auto expect = table_.table("expect")) read_expect(*expect);
    read_captures();
    table_.finish();
    check_request();
    for (const Capture& capture : step_.captures) scope_.add(capture.name);
    return std::move(step_);
  }

 private:
  Reader& table_;
  Document& document_;
  Scope& scope_;
  PatternReader patterns_;
  Step step_;
  std::size_t errors_before_;

  void add_header(const std::string& name, const std::string& value, Span place) {
    if (!is_token(name)) {
      document_.report(place, "`" + name + "` is no name of a header", "",
                       "a name is letters, digits and hyphens");
      return;
    }
    Field field{name, std::nullopt};
    if (value != "@none") field.value = patterns_.words(value, place);
    step_.headers.push_back(std::move(field));
  }

  void read_headers() {
    if (table_.holds_table("headers")) {
      auto headers = table_.table("headers");
      for (const std::string& name : headers->keys()) {
        if (auto value = headers->text(name)) add_header(name, *value, headers->value_place(name));
      }
      return;
    }
    for (const Reader::Text& line : table_.placed_texts("headers")) {
      std::size_t colon = line.value.find(':');
      if (colon == std::string::npos) {
        document_.report(line.place, "this is no header", "there is no colon", "write it as \"Name: value\"");
        continue;
      }
      add_header(line.value.substr(0, colon),
                 std::string(trim(std::string_view(line.value).substr(colon + 1))), line.place);
    }
  }

  void read_body() {
    int bodies = 0;
    if (const toml::node* json = table_.node("json"); json && ++bodies)
      step_.body = patterns_.json(*json, Use::send);
    if (auto text = table_.text("text"); text && ++bodies)
      step_.body = patterns_.words(*text, table_.value_place("text"));
    if (auto form = table_.table("form"); form && ++bodies) {
      Form fields;
      for (const std::string& name : form->keys()) {
        if (auto value = form->text(name))
          fields.emplace_back(name, patterns_.words(*value, form->value_place(name)));
      }
      step_.body = std::move(fields);
    }
    if (bodies > 1) table_.error_here("a request has one body", "", "keep one of `json`, `text` and `form`");
  }

  std::optional<Source> read_source(const std::string& text, Span place) {
    std::size_t colon = text.find(':');
    std::string kind = text.substr(0, colon),
                argument = colon == std::string::npos ? "" : text.substr(colon + 1);
    if (text == "body") return Source{Source::Kind::body, ""};
    if (text == "status") return Source{Source::Kind::status, ""};
    if (kind == "json" && colon != std::string::npos) {
      if (is_pointer(argument)) return Source{Source::Kind::json, argument};
      document_.report(place, "`" + argument + "` is no JSON pointer", "",
                       "a pointer is empty or begins with `/`, and `~` stands only in `~0` and `~1`: "
                       "\"json:/items/0/id\"");
      return std::nullopt;
    }
    if (kind == "header" && colon != std::string::npos) {
      if (is_token(argument)) return Source{Source::Kind::header, argument};
      document_.report(place, "`" + argument + "` is no name of a header", "",
                       "for example \"header:Location\"");
      return std::nullopt;
    }
    const std::vector<std::string> known{"json", "header", "body", "status"};
    std::string near = closest(kind, known);
    document_.report(place, "`" + text + "` is no place in an answer", "",
                     near.empty() ? "write \"json:/pointer\", \"header:Name\", \"body\" or \"status\""
                                  : "did you mean `" + near + "`?");
    return std::nullopt;
  }

  void read_captures() {
    auto captures = table_.table("capture");
    if (!captures) return;
    for (const std::string& name : captures->keys()) {
      auto text = captures->text(name);
      if (!text) continue;
      if (!is_variable_name(name)) {
        document_.report(captures->key_place(name), "`" + name + "` cannot name a variable", "",
                         "names are letters, digits, `_` and `-`");
        continue;
      }
      if (scope_.is_fixed(name)) {
        document_.report(captures->key_place(name), "`" + name + "` is taken", "",
                         "give the capture another name");
        continue;
      }
      if (auto source = read_source(*text, captures->value_place(name)))
        step_.captures.push_back({name, *source});
    }
  }

  void read_unique() {
    for (const Reader::Text& text : table_.placed_texts("unique")) {
      if (auto source = read_source(text.value, text.place)) step_.unique.push_back(*source);
    }
    if (!step_.unique.empty() && step_.clients == 1 && step_.repeat == 1) {
      table_.error_at_value("unique", "one answer differs from no other", "", "add `clients` or `repeat`");
    }
  }

  void read_statuses(Reader& expect) {
    const toml::node* node = expect.node("status");
    if (!node) return;
    auto add = [&](const toml::node& status) {
      const auto* integer = status.as_integer();
      if (integer && integer->get() >= 200 && integer->get() <= 599) {
        step_.expect.statuses.push_back(static_cast<int>(integer->get()));
      } else {
        document_.report(span_of(status), "a status is a number from 200 to 599", "", "");
      }
    };
    if (const toml::array* array = node->as_array()) {
      for (const toml::node& status : *array) add(status);
      if (array->empty())
        expect.error_at_value("status", "no status is allowed", "", "leave `status` out to allow any");
    } else {
      add(*node);
    }
  }

  void read_expect(Reader& expect) {
    read_statuses(expect);
    if (auto headers = expect.table("headers")) {
      for (const std::string& name : headers->keys()) {
        auto value = headers->text(name);
        if (!is_token(name)) {
          document_.report(headers->key_place(name), "`" + name + "` is no name of a header", "", "");
        }
        if (value)
          step_.expect.headers.emplace_back(name, patterns_.matcher(*value, headers->value_place(name)));
      }
    }
    if (auto body = expect.text("body"))
      step_.expect.body = patterns_.matcher(*body, expect.value_place("body"));
    if (const toml::node* json = expect.node("json")) step_.expect.json = patterns_.json(*json, Use::expect);
    step_.expect.exact = expect.boolean("exact").value_or(false);
    if (step_.expect.exact && !step_.expect.json) {
      expect.error_at_value("exact", "`exact` speaks of `json`", "", "add `json`, or remove `exact`");
    }
    if (auto within = expect.integer("within_ms", 1, longest_wait_ms)) step_.expect.within = Millis(*within);
    expect.finish();
  }

  // With what is known of each row, so that a blank in a value of `for_each` is found now and not in front of
  // a learner.
  void check_request() {
    if (document_.errors().size() > errors_before_) return; // a value with a mistake in it reads as empty
    for (const Variables& row : scope_.rows) {
      auto flaw = flaw_of(fill_in(step_, row));
      if (!flaw) continue;
      std::string help =
          flaw->in_headers
              ? ""
              : "write \"METHOD target\", such as \"GET /notes\"; a blank in the target is `%20`";
      return table_.error_at_value(flaw->in_headers ? "headers" : "request", flaw->what, "", help);
    }
  }
};

bool names_header(const std::vector<Field>& fields, std::string_view name) {
  return std::ranges::any_of(fields, [&](const Field& field) { return lower(field.name) == name; });
}

std::string encode(const Form& form, const Variables& variables) {
  std::string body;
  for (const auto& [name, value] : form) {
    body += (body.empty() ? "" : "&") + urlencode(name) + "=" + urlencode(render(value, variables));
  }
  return body;
}

} // namespace

std::vector<std::string> Scope::names() const {
  std::vector<std::string> names;
  for (const auto& [name, value] : rows.front()) names.push_back(name);
  return names;
}

void Scope::add(const std::string& name) {
  for (Variables& row : rows) row.insert_or_assign(name, json_text("x"));
}

bool Scope::is_fixed(const std::string& name) const {
  return std::ranges::find(fixed, name) != fixed.end();
}

Step parse_step(Reader& step, Scope& scope) {
  return StepReader(step, scope).read();
}

std::string describe(const Source& source) {
  switch (source.kind) {
  case Source::Kind::json:
    return "json:" + source.argument;
  case Source::Kind::header:
    return "header:" + source.argument;
  case Source::Kind::body:
    return "body";
  case Source::Kind::status:
    return "status";
  }
  return "";
}

Request fill_in(const Step& step, const Variables& variables) {
  Request request;
  std::string line = render(step.request, variables);
  std::size_t blank = std::min(line.find(' '), line.size());
  request.method = line.substr(0, blank);
  request.target = line.substr(std::min(blank + 1, line.size()));
  std::string type;
  if (const auto* json = std::get_if<Pattern>(&step.body)) {
    request.body = write_json(fill_in(*json, variables));
    type = "application/json";
  } else if (const auto* text = std::get_if<Template>(&step.body)) {
    request.body = render(*text, variables);
  } else if (const auto* form = std::get_if<Form>(&step.body)) {
    request.body = encode(*form, variables);
    type = "application/x-www-form-urlencoded";
  }
  if (!names_header(step.headers, "host"))
    request.headers.push_back({"Host", plain_text(variables.at("host"))});
  for (const Field& field : step.headers) {
    if (field.value) request.headers.push_back({field.name, render(*field.value, variables)});
  }
  if (!type.empty() && !names_header(step.headers, "content-type"))
    request.headers.push_back({"Content-Type", type});
  if (request.body && !names_header(step.headers, "content-length")) {
    request.headers.push_back({"Content-Length", std::to_string(request.body->size())});
  }
  return request;
}

} // namespace bex::http
