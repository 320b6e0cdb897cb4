#include "graders/http/expectation.hpp"

#include "graders/http/gzip.hpp"
#include "graders/http/html.hpp"
#include "graders/http/json_path.hpp"
#include "sandboxes/base/text.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace bex::http {
namespace {

std::string joined(const std::vector<int>& statuses) {
  std::string text;
  for (int status : statuses) text += (text.empty() ? "" : " or ") + std::to_string(status);
  return text;
}

std::string in_ms(Nanos time) {
  return std::to_string(std::chrono::ceil<Millis>(time).count()) + " ms";
}

// The value there, or an array of them where there are several.
std::optional<Json> at_path(const Json& json, const std::string& path) {
  auto query = JsonPath::parse(path);
  Json::Array values;
  if (query)
    for (const Json* node : query->find(json)) values.push_back(*node);
  if (values.empty()) return std::nullopt;
  return values.size() == 1 ? std::move(values.front()) : Json{std::move(values)};
}

// What an answer holds; its body is read as JSON once, when that is first asked for.
class Content {
 public:
  explicit Content(const Response& response) : response_(response) {}

  const tl::expected<Json, JsonFault>& json() {
    if (!json_) json_ = parse_json(response_.body);
    return *json_;
  }

  std::optional<Json> find(const Source& source) {
    const auto text = [](std::optional<std::string> value) {
      return value ? std::optional(json_text(std::move(*value))) : std::nullopt;
    };
    switch (source.kind) {
    case Source::Kind::status:
      return json_integer(response_.status);
    case Source::Kind::body:
      return json_text(response_.body);
    case Source::Kind::header:
      return text(response_.header(source.argument));
    case Source::Kind::cookie:
      return text(response_.cookie(source.argument));
    case Source::Kind::json:
      break;
    }
    if (json() && source.argument.starts_with('$')) return at_path(*json(), source.argument);
    const Json* found = json() ? at_pointer(*json(), source.argument) : nullptr;
    return found ? std::optional(*found) : std::nullopt;
  }

 private:
  const Response& response_;
  std::optional<tl::expected<Json, JsonFault>> json_;
};

class Examiner {
 public:
  Examiner(const Step& step, const Exchange& exchange, const Variables& variables, const std::string& where)
      : step_(step), expect_(step.expect), exchange_(exchange), response_(exchange.response),
        content_(exchange.response), variables_(variables), where_(where) {}

  Examination run() {
    if (exchange_.end != Exchange::End::answered) {
      look_at_bytes();
      return std::move(result_);
    }
    look_at_status();
    look_at_headers();
    look_at_cookies();
    look_at_body();
    look_at_html();
    look_at_json();
    look_at_includes();
    look_at_captures();
    if (expect_.begins && exchange_.began > *expect_.begins) {
      add("time", "the first byte of the body within " + std::to_string(expect_.begins->count()) + " ms",
          in_ms(exchange_.began));
    }
    if (expect_.within && exchange_.took > *expect_.within) {
      add("time", "at most " + std::to_string(expect_.within->count()) + " ms", in_ms(exchange_.took));
    }
    return std::move(result_);
  }

 private:
  const Step& step_;
  const Expect& expect_;
  const Exchange& exchange_;
  const Response& response_;
  Content content_;
  const Variables& variables_;
  const std::string& where_;
  Examination result_;

  void add(std::string label, std::string want, std::string got) {
    result_.findings.push_back({std::move(label), std::move(want), std::move(got), where_});
  }

  void look_at_bytes() {
    switch (exchange_.end) {
    case Exchange::End::faulty:
    case Exchange::End::cut_short:
      result_.findings.push_back({"protocol", exchange_.fault.rule, exchange_.fault.got,
                                  "byte " + std::to_string(exchange_.fault.offset)});
      break;
    case Exchange::End::silent:
      add("answer", "a whole answer in time",
          exchange_.no_room     ? "the connection was not accepted, the server's queue is full"
          : exchange_.size == 0 ? ""
                                : "a part of it, " + std::to_string(exchange_.size) + " bytes");
      break;
    case Exchange::End::too_large:
      add("answer", "at most " + std::to_string(answer_limit >> 20) + " MiB",
          "more, " + std::to_string(exchange_.size) + " bytes so far");
      break;
    case Exchange::End::unsent:
    case Exchange::End::answered:
      break;
    }
  }

  void look_at_status() {
    const auto& wanted = expect_.statuses;
    if (wanted.empty() || std::ranges::find(wanted, response_.status) != wanted.end()) return;
    add("status", joined(wanted), std::to_string(response_.status));
  }

  void look_at_headers() {
    for (const auto& [name, pattern] : expect_.headers) {
      auto value = response_.header(name);
      auto want = text_difference(pattern, value ? &*value : nullptr, variables_);
      if (want) add("header " + name, std::move(*want), value.value_or(""));
    }
  }

  void look_at_cookies() {
    for (const auto& [name, pattern] : expect_.cookies) {
      auto value = response_.cookie(name);
      auto want = text_difference(pattern, value ? &*value : nullptr, variables_);
      if (want) add("cookie " + name, std::move(*want), value.value_or(""));
    }
  }

  // The first byte that differs tells more than all of them.
  void look_at_bytes_of_body() {
    const std::string wanted = bytes_of(*expect_.bytes, variables_, 0);
    const std::string& came = response_.body;
    if (came == wanted) return;
    const auto at = static_cast<std::size_t>(std::ranges::mismatch(wanted, came).in1 - wanted.begin());
    auto told = [at](const std::string& bytes) {
      std::string text = std::to_string(bytes.size()) + " bytes";
      if (at < bytes.size())
        text += fmt::format(", 0x{:02x} at byte {}", static_cast<unsigned char>(bytes[at]), at);
      return text;
    };
    add("body", told(wanted), told(came));
  }

  void look_at_body() {
    if (expect_.bytes) look_at_bytes_of_body();
    if (!expect_.body) return;
    auto want = text_difference(*expect_.body, &response_.body, variables_);
    if (want) add("body", std::move(*want), response_.body);
  }

  void look_at_html() {
    if (expect_.html.empty()) return;
    const Html page(response_.body);
    for (const auto& [path, pattern] : expect_.html) {
      auto found = page.find(path);
      auto want = text_difference(pattern, found ? &*found : nullptr, variables_);
      if (want) add("html " + path, std::move(*want), found.value_or(""));
    }
  }

  void look_at_json() {
    if (!expect_.json && !expect_.schema) return;
    const auto& json = content_.json();
    if (!json) {
      std::string place = response_.body.empty() ? where_ : "byte " + std::to_string(json.error().offset);
      result_.findings.push_back({"body", "JSON", response_.body, std::move(place)});
      return;
    }
    if (expect_.json) show(differences(*expect_.json, *json, variables_, expect_.exact));
    if (expect_.schema) show(differences(*expect_.schema, *json));
  }

  void show(Differences found) {
    for (Difference& difference : found.first) {
      std::string label = difference.pointer.empty() ? "body" : "body " + difference.pointer;
      add(std::move(label), std::move(difference.want), std::move(difference.got));
    }
    result_.more += found.count - found.first.size();
  }

  void look_at_includes() {
    for (const Includes& includes : expect_.includes) {
      const auto wanted = variables_.find(includes.variable);
      const auto found = content_.find(includes.source);
      Json::Array there;
      if (found) there = found->array() ? *found->array() : Json::Array{*found};
      std::vector<std::string> missing;
      const Json::Array* all = wanted->second.array();
      for (const Json& value : all ? *all : Json::Array{})
        if (std::ranges::find(there, value) == there.end()) missing.push_back(write_json(value));
      if (missing.empty()) continue;
      constexpr std::size_t most = 5;
      const std::size_t count = missing.size();
      if (count > most) missing.resize(most), missing.emplace_back("...");
      add(describe(includes.source), "all " + std::to_string(all->size()) + " of `" + includes.variable + "`",
          std::to_string(count) + " of them missing: " + join(missing, ", "));
    }
  }

  // Only said when nothing else is wrong: an error page has no id either.
  void look_at_captures() {
    if (!result_.findings.empty()) return;
    for (const auto* captures : {&step_.captures, &step_.gathers})
      for (const Capture& capture : *captures)
        if (!content_.find(capture.source))
          add(describe(capture.source), "a value, to be used as `" + capture.name + "`", "");
  }
};

// Puts what is in the gzip in the body's place, or says why it is none.
std::optional<Finding> unpack(Response& response, const std::string& where) {
  const std::string coding = response.header("Content-Encoding").value_or("");
  if (lower(coding) != "gzip") return Finding{"header Content-Encoding", "gzip", coding, where};
  auto content = unzip(response.body, answer_limit);
  if (!content) return Finding{"body", "a gzip file (RFC 1952)", content.error(), where};
  response.body = std::move(*content);
  return std::nullopt;
}

} // namespace

Examination examine(const Step& step, const Exchange& exchange, const Variables& variables,
                    const std::string& where) {
  if (!step.expect.gzip || exchange.end != Exchange::End::answered)
    return Examiner(step, exchange, variables, where).run();
  Exchange plain = exchange;
  const auto flaw = unpack(plain.response, where);
  Examination examination = Examiner(step, plain, variables, where).run();
  if (!flaw) return examination;
  std::erase_if(examination.findings, [](const Finding& it) { return it.label.starts_with("body"); });
  examination.findings.push_back(*flaw);
  return examination;
}

Examination examine(const Derived& derived, const Exchange& exchange, const std::string& where) {
  Examination examination = examine({}, exchange, {}, where);
  if (exchange.end == Exchange::End::answered) examination.findings = derived.look(exchange.response);
  for (Finding& finding : examination.findings)
    if (finding.where.empty()) finding.where = where;
  return examination;
}

void keep(const std::vector<Capture>& captures, const Response& response, Variables& variables) {
  Content content(response);
  for (const Capture& capture : captures)
    if (auto value = content.find(capture.source))
      variables.insert_or_assign(capture.name, std::move(*value));
}

std::optional<Json> find_value(const Source& source, const Response& response) {
  return Content(response).find(source);
}

} // namespace bex::http
