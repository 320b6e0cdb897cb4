#include "graders/http/security.hpp"

#include "graders/http/expectation.hpp"
#include "graders/http/step.hpp"
#include "graders/http/token.hpp"
#include "sandboxes/base/text.hpp"

#include <algorithm>
#include <memory>

namespace bex::http {
namespace {

using Findings = std::vector<Finding>;
using Probes = std::vector<Derived>;

constexpr const char* bearer = "Bearer ";
constexpr const char* elsewhere = "elsewhere.example"; // RFC 2606: nobody is there
constexpr const char* canary = "Injected-Canary";
constexpr const char* nobody_has_it = "zqxvkw"; // what no row holds

void move_to(Probes& all, Probes more) {
  std::ranges::move(more, std::back_inserter(all));
}

std::function<Findings(const Response&)> gets(std::vector<int> statuses) {
  return [statuses = std::move(statuses)](const Response& came) { return expect_status(came, statuses); };
}

std::optional<std::string> token_of(const Request& request) {
  for (const Header& field : request.headers)
    if (lower(field.name) == "authorization" && field.value.starts_with(bearer))
      return field.value.substr(std::string_view(bearer).size());
  return std::nullopt;
}

Probes forge_tokens(const Security& security, const Exchange& answered, const Variables& variables) {
  const auto text = token_of(answered.request);
  const auto token = text ? parse_token(*text) : std::nullopt;
  if (!token)
    return {{"the token of the server", answered.request, [text](const Response&) {
               return Findings{{"token", "a JWT: three parts in base64url", text.value_or(""), ""}};
             }}};
  std::optional<std::string> key;
  if (security.token_key) key = render(*security.token_key, variables);
  Probes all;
  for (const Forgery& forgery : forgeries(*token, key)) {
    all.push_back({forgery.name, answered.request, gets(security.forged_tokens)});
    set_header(all.back().request, "Authorization", bearer + forgery.token);
  }
  return all;
}

// Whatever somebody else did, the owner still finds the same.
Derived unchanged(std::string name, const Exchange& before) {
  const int status = before.response.status;
  const std::string body = before.response.body;
  return {std::move(name), before.request, [status, body](const Response& came) {
            Findings findings = expect_status(came, {status});
            if (findings.empty() && came.body != body) findings.push_back({"body", body, came.body, ""});
            return findings;
          }};
}

Probes send_strangers(const Security::Strangers& strangers, const Exchange& answered,
                      const Variables& variables) {
  Probes all;
  std::vector<std::string> methods = strangers.methods;
  methods.insert(methods.begin(), "GET");
  for (const bool known : {true, false}) {
    for (const std::string& method : methods) {
      Request request = answered.request;
      request.method = method;
      std::erase_if(request.headers, [](const Header& it) { return lower(it.name) == "authorization"; });
      if (known) request.headers.push_back({"Authorization", bearer + render(strangers.bearer, variables)});
      if (strangers.json && method != "GET" && method != "DELETE") {
        set_header(request, "Content-Type", "application/json");
        set_body(request, write_json(fill_in(*strangers.json, variables)));
      }
      const std::string who = known ? " of another user" : " of nobody";
      all.push_back({method + who, std::move(request), gets(strangers.statuses)});
      if (method != "GET") all.push_back(unchanged("GET after the " + method + who, answered));
    }
  }
  return all;
}

// Where the value of a parameter stands in a target.
struct Range {
  std::size_t from = 0, length = 0;
};
std::optional<Range> parameter_in(const std::string& target, const std::string& name) {
  for (std::size_t at = target.find('?'); at != std::string::npos; at = target.find('&', at + 1)) {
    if (target.compare(at + 1, name.size() + 1, name + "=") != 0) continue;
    const std::size_t from = at + name.size() + 2;
    return Range{from, std::min(target.find('&', from), target.size()) - from};
  }
  return std::nullopt;
}

// What a spot holds in a request.
std::string text_in(const Request& request, const Spot& spot) {
  if (spot.starts_with("/")) {
    const Json body = parse_json(request.body.value_or("")).value_or(Json{});
    const Json* value = at_pointer(body, spot);
    return value ? plain_text(*value) : "";
  }
  const auto place = parameter_in(request.target, spot);
  return place ? request.target.substr(place->from, place->length) : "";
}

Probes refuse_sql(const Security::Refused& refused, const Exchange& answered) {
  Probes all;
  for (const Spot& field : refused.fields) {
    const std::string own = text_in(answered.request, field);
    for (const std::string& text : {own + "' -- ", own + "' # ", own + "\" -- ", std::string("' OR '1'='1"),
                                    std::string("' OR '1'='1' -- "), std::string("\" OR \"1\"=\"1")})
      all.push_back({field + " = " + text, with_text(answered.request, field, text), gets(refused.statuses)});
  }
  return all;
}

// An answer without what it repeats of the question.
std::string without(std::string body, const std::string& text) {
  std::string quoted = write_json(json_text(text));
  quoted = quoted.substr(1, quoted.size() - 2);
  for (const std::string& form : {quoted, text, urlencode(text)})
    for (auto at = body.find(form); !form.empty() && at != std::string::npos; at = body.find(form))
      body.erase(at, form.size());
  return body;
}

Derived find_nothing(const Spot& spot, const Exchange& answered) {
  const std::string plain = nobody_has_it;
  Derived first{spot + " = " + plain, with_text(answered.request, spot, plain), {}};
  first.look = [](const Response&) { return Findings{}; };
  first.then = [=](const Exchange& none) {
    Probes all;
    const int status = none.response.status;
    const std::string body = without(none.response.body, plain);
    for (const char* more : {"'", "' OR '1'='1", "' OR 1=1 -- ", "\" OR \"1\"=\"1", "%' OR '1'='1' -- "}) {
      const std::string text = plain + more;
      all.push_back({spot + " = " + text, with_text(answered.request, spot, text), [=](const Response& came) {
                       Findings findings = expect_status(came, {status});
                       const std::string got = without(came.body, text);
                       if (findings.empty() && got != body)
                         findings.push_back({"body", body + ", as for " + plain, got, ""});
                       return findings;
                     }});
    }
    return all;
  };
  return first;
}

// GET of what an answer says it has made, or of the request's own target.
Request look_up(const Exchange& made) {
  Request request = without_body(made.request, "GET");
  const auto location = made.response.header("Location");
  if (made.request.method != "POST" || !location) return request;
  const std::size_t scheme = location->find("://");
  const std::size_t slash = scheme == std::string::npos ? 0 : location->find('/', scheme + 3);
  if (slash != std::string::npos) request.target = location->substr(slash);
  return request;
}

Probes keep_texts(const Security::Kept& kept, const Exchange& answered) {
  const std::string path = answered.request.target.substr(0, answered.request.target.find('?'));
  const std::string table = path.substr(path.rfind('/') + 1);
  const std::vector<std::string> texts{"O'Brien",
                                       "' || 'x",
                                       "'); DROP TABLE " + table + "; -- ",
                                       "say \"yes\" \\ or 'no'; -- %s {0} ${x}",
                                       "na\u00efve \u4e16 \U0001f600 <b>&amp;",
                                       "NULL"};
  const int status = answered.response.status;
  Probes all;
  // What was there before has to stay as it is, and is looked at first and last.
  const auto before = std::make_shared<Exchange>();
  Derived first{"GET of the first", look_up(answered),
                [](const Response& came) { return expect_status(came, {200}); }};
  first.then = [before](const Exchange& came) {
    *before = came;
    return Probes{};
  };
  all.push_back(std::move(first));
  for (const std::string& text : texts) {
    Derived sent{kept.field + " = " + text, with_text(answered.request, kept.field, text), gets({status})};
    sent.then = [text, shown = kept.shown](const Exchange& came) {
      return Probes{{"GET of it", look_up(came), [text, shown](const Response& found) {
                       Findings findings = expect_status(found, {200});
                       const Json body = parse_json(found.body).value_or(Json{});
                       const Json* value = at_pointer(body, shown);
                       if (findings.empty() && (!value || !(*value == json_text(text))))
                         findings.push_back({"body " + shown, write_json(json_text(text)),
                                             value ? write_json(*value) : "", ""});
                       return findings;
                     }}};
    };
    all.push_back(std::move(sent));
  }
  if (answered.request.method == "POST") {
    Derived last{"GET of the first, again", look_up(answered), {}};
    last.look = [before](const Response& came) { return unchanged("", *before).look(came); };
    all.push_back(std::move(last));
  }
  return all;
}

Probes inject_headers(const Spot& spot, const Exchange& answered) {
  Probes all;
  for (const char* end : {"\r\n", "\n", "\r"}) {
    const std::string text = text_in(answered.request, spot) + end + canary + ": 1";
    const char* name = *end == '\n' ? "LF" : end[1] ? "CR and LF" : "CR";
    all.push_back({spot + " with " + name + " in it", with_text(answered.request, spot, text),
                   [](const Response& came) {
                     const auto injected = came.header(canary);
                     if (!injected) return Findings{};
                     return Findings{
                         {std::string("header ") + canary, "not there: it came in a value", *injected, ""}};
                   }});
  }
  return all;
}

Probes redirect(const Spot& spot, const Exchange& answered, const Variables& variables) {
  const std::string away = elsewhere, host = plain_text(variables.at("host"));
  Probes all;
  for (const std::string& text :
       {"https://" + away + "/", "//" + away + "/", "/\\" + away + "/", "\\\\" + away + "/",
        "/\t/" + away + "/", "https:" + away, "http://" + host + "@" + away + "/",
        "http://" + host + "." + away + "/", " https://" + away + "/"})
    all.push_back({spot + " = " + text, with_text(answered.request, spot, text), [](const Response& came) {
                     const auto location = came.header("Location");
                     if (!location || !leads_to(*location, elsewhere)) return Findings{};
                     return Findings{{"header Location", "a place of this server, or none", *location, ""}};
                   }});
  return all;
}

Probes traverse(const Spot& spot, const Exchange& answered) {
  // The first line of /etc/passwd, in every box and on nearly every machine.
  constexpr const char* secret = "root:x:0:0:";
  constexpr int levels = 8;
  const auto look = [](const Response& came) {
    const auto at = came.body.find(secret);
    if (at == std::string::npos) return Findings{};
    return Findings{{"body", "no file from outside of its folder", came.body.substr(at, 40), "/etc/passwd"}};
  };
  Probes all;
  const auto add = [&](const std::string& path, bool as_path_only) {
    Request request = answered.request;
    if (spot.empty()) {
      const std::string target = request.target.substr(0, request.target.find('?'));
      request.target = target.substr(0, target.rfind('/') + 1) + path;
    } else if (as_path_only) {
      return; // a parameter is encoded anyway
    } else {
      request = with_text(std::move(request), spot, path);
    }
    all.push_back({path, std::move(request), look});
  };
  const auto up = [&](const std::string& step, const std::string& slash, bool encoded) {
    std::string path;
    for (int i = 0; i < levels; ++i) path += step;
    add(path + "etc" + slash + "passwd", encoded);
  };
  up("../", "/", false);
  up("....//", "/", false);
  up("%2e%2e/", "/", true);
  up("..%2f", "%2f", true);
  up("%2e%2e%2f", "%2f", true);
  up("%252e%252e%252f", "%252f", true);
  add("/etc/passwd", false);
  add("%2fetc%2fpasswd", true);
  add("%2e%2e%2f%2e%2e%2f%2e%2e%2f%2e%2e%2fetc%2fpasswd%00.txt", true);
  return all;
}

// URLs that lead to `port` of the server's own machine.
struct Inside {
  std::string url;
  bool known; // as such to whoever reads URLs; else some clients read it so (inet_aton(3)), and others do not
};
std::vector<Inside> ways_inside(const std::string& scheme, const std::string& port, const std::string& own) {
  std::vector<Inside> all;
  const auto add = [&](const std::string& host, bool known, const std::string& behind = "") {
    const std::string path = "/canary/" + std::to_string(all.size() + 1);
    all.push_back({scheme + "://" + host + ":" + port + path + behind, known});
  };
  for (const char* host :
       {"127.0.0.1", "localhost", "LocalHost", "0.0.0.0", "127.0.0.2", "[::1]", "[::ffff:127.0.0.1]"})
    add(host, true);
  for (const char* host : {"127.1", "2130706433", "0x7f000001", "0177.0.0.1", "0", "%31%32%37.0.0.1"})
    add(host, false);
  if (own.empty()) return all;
  add(own + "@127.0.0.1", false);
  add("127.0.0.1", true, "?//" + own + "/");
  return all;
}

// The authority of a URL (RFC 3986 section 3.2).
std::string authority_of(const std::string& url) {
  const std::size_t colon = url.find("://");
  if (colon == std::string::npos) return {};
  const std::size_t begin = colon + 3;
  return url.substr(begin, std::min(url.find_first_of("/?#", begin), url.size()) - begin);
}

Probes fetch_inside(const Security::Fetched& fetched, const Exchange& answered, const Variables& variables,
                    const Heard& heard) {
  constexpr Millis later{300}; // how long after the last answer a fetch is waited for
  const std::string upstream = plain_text(variables.at("upstream"));
  const auto ways =
      ways_inside(upstream.substr(0, upstream.find(':')), upstream.substr(upstream.rfind(':') + 1),
                  authority_of(text_in(answered.request, fetched.field)));
  std::vector<std::string> paths;
  for (std::size_t i = 1; i <= ways.size(); ++i) paths.push_back("/canary/" + std::to_string(i));
  Probes all;
  for (const Inside& way : ways) {
    Derived one{fetched.field + " = " + way.url, with_text(answered.request, fetched.field, way.url), {}};
    const Millis patience = &way == &ways.back() ? later : Millis{0};
    one.look = [=, statuses = fetched.statuses](const Response& came) {
      if (const auto asked = heard(paths, patience))
        return Findings{{"upstream", "no request on behalf of a client", "GET " + ways[*asked].url, ""}};
      return way.known ? expect_status(came, statuses) : Findings{};
    };
    all.push_back(std::move(one));
  }
  return all;
}

} // namespace

Request with_text(Request request, const Spot& spot, const std::string& text) {
  if (spot.starts_with("/")) {
    Json body = parse_json(request.body.value_or("")).value_or(Json{});
    // The pointer leads into `body`, which is ours to change.
    if (const Json* value = at_pointer(body, spot)) *const_cast<Json*>(value) = json_text(text);
    set_body(request, write_json(body));
    return request;
  }
  if (const auto place = parameter_in(request.target, spot))
    request.target.replace(place->from, place->length, urlencode(text));
  return request;
}

bool leads_to(std::string_view location, std::string_view host) {
  std::string url; // without what a browser takes out, and with its slashes
  for (const char c : trim(location))
    if (c != '\t' && c != '\n' && c != '\r') url += c == '\\' ? '/' : c;
  const std::string small = lower(url);
  std::string_view rest = small;
  bool has_scheme = false;
  for (const std::string_view scheme : {"http:", "https:"})
    if (rest.starts_with(scheme)) rest.remove_prefix(scheme.size()), has_scheme = true;
  if (!has_scheme && !rest.starts_with("//")) return false;
  rest.remove_prefix(std::min(rest.find_first_not_of('/'), rest.size()));
  rest = rest.substr(0, rest.find_first_of("/?#"));
  if (const auto at = rest.rfind('@'); at != std::string_view::npos) rest.remove_prefix(at + 1);
  rest = rest.substr(0, rest.find(':'));
  return rest == host || rest.ends_with("." + std::string(host));
}

std::vector<Derived> attack(const Security& security, const Exchange& answered, const Variables& variables,
                            const Heard& heard) {
  Probes all;
  if (!security.forged_tokens.empty()) move_to(all, forge_tokens(security, answered, variables));
  if (security.strangers) move_to(all, send_strangers(*security.strangers, answered, variables));
  if (security.sql_refused) move_to(all, refuse_sql(*security.sql_refused, answered));
  if (security.sql_finds_nothing) all.push_back(find_nothing(*security.sql_finds_nothing, answered));
  if (security.texts_kept) move_to(all, keep_texts(*security.texts_kept, answered));
  if (security.header_injection) move_to(all, inject_headers(*security.header_injection, answered));
  if (security.open_redirect) move_to(all, redirect(*security.open_redirect, answered, variables));
  if (security.path_traversal) move_to(all, traverse(*security.path_traversal, answered));
  if (security.ssrf) move_to(all, fetch_inside(*security.ssrf, answered, variables, heard));
  return all;
}

} // namespace bex::http
