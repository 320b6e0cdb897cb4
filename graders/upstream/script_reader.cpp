#include "graders/http/pattern_reader.hpp"
#include "graders/http/piece_reader.hpp"
#include "graders/upstream/reader.hpp"
#include "sandboxes/base/text.hpp"

#include <algorithm>
#include <array>

namespace bex::upstream {
namespace {

constexpr int longest_wait_ms = 600'000, most_times = 1'000, default_redirect = 302;
// In the order of Fault.
const std::vector<std::string>& fault_names() {
  static const std::vector<std::string> names{"none",      "hang",          "reset",    "slow",
                                              "truncated", "redirect_loop", "bad_gzip", "garbage"};
  return names;
}

// In the order of Certificate.
const std::vector<std::string>& certificate_names() {
  static const std::vector<std::string> names{"right", "expired", "wrong_name", "unknown_ca"};
  return names;
}

bool is_redirect(int status) {
  constexpr std::array redirects{301, 302, 303, 307, 308};
  return std::ranges::find(redirects, status) != redirects.end();
}

class ReplyReader {
 public:
  ReplyReader(Reader& table, const http::Scope& scope)
      : table_(table), scope_(scope), patterns_(table.document(), scope),
        errors_before_(table.document().errors().size()) {}

  Reply read() {
    if (const auto name = table_.one_of("fault", fault_names()))
      reply_.fault = static_cast<Fault>(std::ranges::find(fault_names(), *name) - fault_names().begin());
    if (reply_.fault == Fault::redirect_loop) reply_.status = default_redirect;
    if (const auto status = table_.integer("status", 200, 599)) reply_.status = static_cast<int>(*status);
    if (const auto delay = table_.integer("delay_ms", 0, longest_wait_ms)) reply_.delay = Millis(*delay);
    if (const auto every = table_.integer("every_ms", 1, longest_wait_ms)) reply_.every = Millis(*every);
    if (const auto times = table_.integer("times", 1, most_times)) reply_.times = static_cast<int>(*times);
    read_headers();
    read_body();
    check_fault();
    table_.finish();
    check_headers();
    return std::move(reply_);
  }

 private:
  Reader& table_;
  const http::Scope& scope_;
  http::PatternReader patterns_;
  Reply reply_;
  std::size_t errors_before_;

  void read_headers() {
    Reader headers = table_.table_or_empty("headers");
    for (const std::string& name : headers.keys()) {
      const auto value = headers.text(name);
      if (!http::is_token(name))
        table_.document().report(headers.key_place(name), "`" + name + "` is no name of a header", "",
                                 "a name is letters, digits and hyphens");
      if (value) reply_.headers.push_back({name, patterns_.words(*value, headers.value_place(name))});
    }
  }

  void read_body() {
    int bodies = 0;
    if (const toml::node* json = table_.node("json"); json && ++bodies)
      reply_.body = patterns_.json(*json, http::Use::send);
    if (const auto text = table_.text("text"); text && ++bodies)
      reply_.body = patterns_.words(*text, table_.value_place("text"));
    if (auto bytes = table_.table("bytes"); bytes && ++bodies)
      reply_.body = http::read_piece(*bytes, patterns_);
    if (bodies > 1) table_.error_here("an answer has one body", "", "keep one of `json`, `text` and `bytes`");
  }

  [[nodiscard]] bool has_body() const { return !std::holds_alternative<std::monostate>(reply_.body); }

  void refuse(const char* key, const std::string& why) {
    if (table_.has(key)) table_.error_at_value(key, "there is no `" + std::string(key) + "` here", why);
  }

  void check_fault() {
    const Fault fault = reply_.fault;
    const bool silent = fault == Fault::hang || fault == Fault::reset || fault == Fault::garbage;
    const bool bodiless = silent || fault == Fault::redirect_loop || fault == Fault::bad_gzip;
    if (silent)
      for (const char* key : {"status", "headers"}) refuse(key, "no answer comes");
    for (const char* key : {"json", "text", "bytes"})
      if (bodiless) refuse(key, "this fault has no body of its own");
    if (fault != Fault::slow) refuse("every_ms", "only `fault = \"slow\"` trickles");
    if (fault == Fault::hang) refuse("delay_ms", "no answer comes");
    if ((fault == Fault::slow || fault == Fault::truncated) && !has_body())
      table_.error_at_value("fault", "this fault is one of the body, and there is none", "",
                            "add `json`, `text` or `bytes`");
    if (fault == Fault::redirect_loop && !is_redirect(reply_.status))
      table_.error_at_value("status", "this is no redirect", "", "one of 301, 302, 303, 307 and 308");
    if ((reply_.status == 204 || reply_.status == 304) && has_body())
      table_.error_at_value("status", "an answer with this status has no body", "RFC 9110, 8.6",
                            "leave the body out");
  }

  void check_headers() {
    if (table_.document().errors().size() > errors_before_) return; // a value with a mistake reads as empty
    for (const http::Variables& row : scope_.rows) {
      http::Request probe{"GET", "/", {}, std::nullopt};
      for (const http::Field& field : reply_.headers)
        probe.headers.push_back({field.name, http::render(*field.value, row)});
      if (const auto flaw = http::flaw_of(probe)) return table_.error_at_value("headers", flaw->what);
    }
  }
};

void check_request(Reader& table, const std::string& request, const Script& script) {
  const Line line = line_of(request);
  if (!http::is_token(line.method) || !line.target.starts_with('/') ||
      http::flaw_of({line.method, line.target, {}, std::nullopt}))
    table.error_at_value("request", "this is no route", "",
                         "write \"METHOD /path\"; with a `*` at its end the path may go on");
  for (const Route& other : script.routes)
    if (other.request == request)
      table.error_at_value("request", "`" + request + "` comes twice", "",
                           "several `[[check.upstream.answer]]` are given one after the other");
}

} // namespace

std::optional<Place> parse_place(Reader& settings) {
  auto table = settings.table("upstream");
  if (!table) return std::nullopt;
  Place place;
  if (auto variable = table->text("variable")) place.variable = std::move(*variable);
  place.tls = table->boolean("tls").value_or(false);
  static const std::vector<std::string> taken{"PORT",   "DATA_DIR",  "PATH",          "HOME",
                                              "TMPDIR", ca_variable, "SSL_CERT_FILE", "NODE_EXTRA_CA_CERTS"};
  const auto is_fine = [](char c) { return (c >= 'A' && c <= 'Z') || c == '_' || (c >= '0' && c <= '9'); };
  const bool is_taken = std::ranges::find(taken, place.variable) != taken.end();
  const bool is_name = !place.variable.empty() && std::ranges::all_of(place.variable, is_fine) &&
                       !(place.variable.front() >= '0' && place.variable.front() <= '9');
  if (is_taken || !is_name)
    table->error_at_value("variable", "`" + place.variable + "` cannot name a variable",
                          is_taken ? "this name is taken" : "", "names are capital letters, digits and `_`");
  table->finish();
  return place;
}

Script parse_script(Reader& check, const http::Scope& scope, const Place* place) {
  Script script;
  for (Reader& table : check.tables("upstream")) {
    Route route;
    route.request = table.required_text("request");
    if (!route.request.empty()) check_request(table, route.request, script);
    for (Reader& answer : table.tables("answer")) route.replies.push_back(ReplyReader(answer, scope).read());
    if (route.replies.empty())
      table.error_here("a route has at least one answer", "", "answer = [{ status = 200 }]");
    table.finish();
    script.routes.push_back(std::move(route));
  }
  constexpr const char* certificate = "upstream_certificate";
  if (const auto name = check.one_of(certificate, certificate_names()))
    script.certificate =
        static_cast<Certificate>(std::ranges::find(certificate_names(), *name) - certificate_names().begin());
  if (check.has(certificate) && !(place && place->tls))
    check.error_at_value(certificate, "this exercise has no upstream that speaks TLS", "",
                         "`upstream = { tls = true }` of its kind's table, such as `[http]`, makes it do so");
  if (!script.routes.empty() && !place)
    check.error_at_value("upstream", "this exercise has no upstream", "",
                         "`upstream = {}` of its kind's table, such as `[http]`, gives it one");
  return script;
}

} // namespace bex::upstream
