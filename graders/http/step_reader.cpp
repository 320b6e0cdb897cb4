#include "graders/http/step.hpp"

#include "graders/http/crowd.hpp"
#include "graders/http/expect_reader.hpp"
#include "graders/http/life.hpp"
#include "graders/http/log.hpp"
#include "graders/http/pattern_reader.hpp"
#include "graders/http/piece_reader.hpp"
#include "graders/http/security.hpp"
#include "graders/http/source.hpp"
#include "graders/http/tree_reader.hpp"
#include "graders/upstream/reader.hpp"
#include "sandboxes/base/text.hpp"

#include <toml++/toml.h>

#include <algorithm>

namespace bex::http {
namespace {

constexpr int longest_wait_ms = 600'000;
constexpr int most_alike = 1'000;

class StepReader {
 public:
  StepReader(Reader& table, Scope& scope)
      : table_(table), document_(table.document()), scope_(scope), patterns_(document_, scope),
        errors_before_(document_.errors().size()) {}

  Step read() {
    step_.repeat = static_cast<int>(table_.integer("repeat", 1, 1000).value_or(1));
    step_.when = parse_when(table_, scope_);
    if (table_.has("call")) return read_call();
    if (table_.has("log")) return read_log();
    if (table_.has("arrived")) return read_arrived();
    if (table_.has("file")) return read_file_step();
    if (table_.has("start")) return read_start();
    if (table_.has("data")) return read_data();
    if (table_.has("stop")) read_stop();
    if (!step_.when.empty() && (table_.has("start") || table_.has("data") || table_.has("stop")))
      table_.error_at_value("when", "whether the server runs is known beforehand", "", "leave `when` out");
    if (step_.stop && !in_flight()) {
      table_.finish();
      return std::move(step_);
    }
    if (table_.has("raw") || table_.has("pipeline")) return read_raw();
    if (table_.has("crud_model")) return read_crud();
    read_request();
    step_.clients = static_cast<int>(table_.integer("clients", 1, 64).value_or(1));
    read_unique();
    read_all_within();
    read_eventually();
    step_.crowd = parse_crowd(table_, patterns_);
    step_.slow_clients = static_cast<int>(table_.integer("slow_clients", 1, 500).value_or(0));
    step_.leaks = parse_leaks(table_, step_.repeat);
    step_.also = parse_also(table_, step_, scope_);
    step_.load = parse_load(table_, step_);
    step_.security = parse_security(table_, step_, patterns_, scope_);
    return finish();
  }

  // One request of a pipeline.
  Step read_piped() {
    read_request();
    step_.to_head = fill_in(step_, scope_.rows.front()).method == "HEAD";
    return finish();
  }

  // One answer to raw bytes.
  Step read_answer() {
    step_.to_head = table_.boolean("to_head").value_or(false);
    step_.or_close = table_.boolean("or_close").value_or(false);
    read_captures();
    constexpr int least_interim = 100;
    step_.expect = parse_expect(table_, patterns_, scope_, least_interim);
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

  void read_request() {
    step_.request = patterns_.words(table_.required_text("request"), table_.value_place("request"));
    read_headers();
    read_auth();
    read_body();
    if (auto expect = table_.table("expect")) step_.expect = parse_expect(*expect, patterns_, scope_);
    read_captures();
  }

  Step finish() {
    table_.finish();
    check_request();
    if (step_.stop && step_.clients == 1) put_on_the_wire();
    for (const Capture& capture : step_.captures) scope_.add(capture.name);
    for (const Capture& capture : step_.gathers) scope_.add(capture.name);
    return std::move(step_);
  }

  [[nodiscard]] bool in_flight() {
    return table_.has("request") || table_.has("raw") || table_.has("pipeline");
  }

  void read_stop() {
    step_.stop = parse_stop(table_, in_flight());
    for (const char* key : {"chunks_at", "eventually"})
      if (table_.has(key))
        table_.error_at_value(key, "the server is stopped once", "", "leave out `" + std::string(key) + "`");
    const bool crowd = table_.has("clients") && table_.has("request");
    if (step_.repeat > 1 && !crowd)
      table_.error_at_value("repeat", "the server is stopped once", "",
                            "with `clients` it is in the last round");
  }

  // A request that is in flight when the signal comes has a connection of its own, where every byte is ours.
  void put_on_the_wire() {
    Step answer = step_;
    answer.stop.reset();
    answer.to_head = fill_in(step_, scope_.rows.front()).method == "HEAD";
    step_.raw.emplace();
    step_.raw->piped = true;
    step_.raw->answers.push_back(std::move(answer));
  }

  Step read_call() {
    step_.call = parse_call(table_, scope_);
    if (step_.repeat > 1) table_.error_at_value("repeat", "a flow is called once", "", "");
    table_.finish();
    for (const auto& [name, theirs] : step_.call->results) scope_.add(name);
    return std::move(step_);
  }

  Step read_crud() {
    step_.crud = parse_crud(table_, patterns_, scope_);
    step_.request = step_.crud->path;
    step_.request.parts.insert(step_.request.parts.begin(), {"GET ", false, {}});
    read_headers();
    read_auth();
    if (step_.repeat > 1)
      table_.error_at_value("repeat", "a model has sequences of its own", "", "`sequences` says how many");
    table_.finish();
    check_request();
    return std::move(step_);
  }

  Step read_start() {
    step_.start = parse_start(table_);
    if (step_.repeat > 1) table_.error_at_value("repeat", "the server is started once", "", "");
    table_.finish();
    return std::move(step_);
  }

  Step read_data() {
    step_.data = parse_data(table_);
    for (const Reader::Text& secret : table_.placed_texts("hides"))
      step_.data->hides.push_back(patterns_.words(secret.value, secret.place));
    if (table_.has("write")) step_.data->write = read_pieces("write");
    if (auto expect = table_.table("expect")) {
      for (const std::string& key : expect->keys())
        if (key != "body" && key != "json" && key != "exact" && key != "includes")
          document_.report(expect->key_place(key), "a file has no `" + key + "`", "",
                           "of a file `body`, `json` and `includes` are looked at");
      step_.expect = parse_expect(*expect, patterns_, scope_);
      if (step_.data->write || step_.data->absent)
        table_.error_at_value("expect", "there is nothing to look at", "", "make a step of its own of it");
    }
    read_captures();
    if (step_.repeat > 1) table_.error_at_value("repeat", "the data are looked at once", "", "");
    table_.finish();
    for (const Capture& capture : step_.captures) scope_.add(capture.name);
    return std::move(step_);
  }

  Step read_arrived() {
    if (!scope_.upstream)
      table_.error_at_value("arrived", "this exercise has no upstream", "",
                            "`upstream = {}` of `[http]` gives it one");
    if (step_.repeat > 1) table_.error_at_value("repeat", "what has arrived is looked at once", "", "");
    step_.arrived = std::make_shared<upstream::Wanted>(upstream::parse_wanted(table_, scope_, true));
    return std::move(step_);
  }

  Step read_log() {
    step_.log = parse_log(table_, patterns_);
    if (step_.repeat > 1) table_.error_at_value("repeat", "the log is read once", "", "`times` counts lines");
    table_.finish();
    return std::move(step_);
  }

  Step read_file_step() {
    const Tree* tree = scope_.tree;
    if (!tree) table_.error_at_value("file", "this server has no files", "", "`[http.tree]` gives it some");
    if (auto file = table_.table("file"); file && tree) step_.file = read_change(*file, *tree, scope_);
    table_.finish();
    return std::move(step_);
  }

  Step read_raw() {
    Raw raw;
    const bool piped = raw.piped = table_.has("pipeline");
    if (piped && table_.has("raw"))
      table_.error_at_value("raw", "a step is either `raw` or a `pipeline`", "", "make two steps of it");
    const std::string name = piped ? "pipeline" : "answer";
    if (!piped) raw.pieces = read_pieces("raw");
    for (Reader& answer : table_.tables(name)) {
      const auto times = piped ? 1 : answer.integer("times", 1, most_alike).value_or(1);
      StepReader reader(answer, scope_);
      const Step one = piped ? reader.read_piped() : reader.read_answer();
      if (one.expect.begins)
        answer.error_here("`begins_within_ms` is only for steps that are no raw ones", "", "");
      raw.answers.insert(raw.answers.end(), static_cast<std::size_t>(times), one);
    }
    if (piped && raw.answers.empty())
      table_.error_at_value("pipeline", "a pipeline has at least one request", "", "");
    read_cuts(raw);
    const std::vector<std::string> ends{"wait", "half-close", "close", "reset", "hold"};
    if (auto finish = table_.one_of("finish", ends))
      raw.finish = static_cast<Finish>(std::ranges::find(ends, *finish) - ends.begin());
    auto time = [&](const char* key) {
      auto ms = table_.integer(key, 1, longest_wait_ms);
      return ms ? std::optional(Millis(*ms)) : std::nullopt;
    };
    raw.stays_open = time("stays_open_ms");
    raw.closes_within = time("closes_within_ms");
    raw.pause = time("pause_ms");
    if (auto rate = table_.integer("takes_kib_per_second", 1, 1 << 20))
      raw.takes_per_second = static_cast<std::size_t>(*rate) << 10;
    if (raw.stays_open && raw.closes_within && *raw.stays_open >= *raw.closes_within) {
      table_.error_at_value("closes_within_ms", "it cannot be closed before it may be", "",
                            "`stays_open_ms` is the smaller one");
    }
    step_.raw = std::move(raw);
    table_.finish();
    return std::move(step_);
  }

  std::vector<Piece> read_pieces(const char* key) {
    const toml::node* node = table_.node(key);
    std::vector<Piece> pieces;
    auto add = [&](const toml::node& item) {
      Piece piece;
      std::int64_t pieces_of_it = 1;
      if (const auto* text = item.as_string()) {
        piece.text = patterns_.words(text->get(), span_of(item));
      } else if (const auto* table = item.as_table()) {
        Reader reader(document_, *table, span_of(item));
        pieces_of_it = reader.integer("pieces", 1, most_alike).value_or(1);
        piece = read_piece(reader, patterns_);
      } else {
        document_.report(span_of(item), "a piece is a text or a table", "",
                         "write \"GET / HTTP/1.1\\r\\n\", or { hex = \"00ff\" }");
      }
      pieces.insert(pieces.end(), static_cast<std::size_t>(pieces_of_it), piece);
    };
    if (const toml::array* array = node->as_array()) {
      for (const toml::node& item : *array) add(item);
    } else {
      add(*node);
    }
    return pieces;
  }

  void read_cuts(Raw& raw) {
    const std::vector<std::string> known{"every", "bytes"};
    auto cuts = table_.one_of("chunks_at", known);
    if (!cuts) return;
    raw.cuts = *cuts == "every" ? Raw::Cuts::every : Raw::Cuts::bytes;
    bool long_piece = std::ranges::any_of(
        raw.pieces, [](const Piece& piece) { return piece.times > 1 || piece.random > 0; });
    if (long_piece || raw.finish == Finish::hold)
      table_.error_at_value("chunks_at", "only texts of moderate length are cut", "",
                            "leave out `times` and `random`");
  }

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

  void read_auth() {
    auto auth = table_.table("auth");
    if (!auth) return;
    auto basic = auth->text("basic"), bearer = auth->text("bearer");
    auth->finish();
    if (basic.has_value() == bearer.has_value()) {
      table_.error_at_value("auth", "`auth` is either `basic` or `bearer`", "",
                            "{ basic = \"user:password\" } or { bearer = \"token\" }");
    } else if (std::ranges::any_of(step_.headers,
                                   [](const Field& field) { return lower(field.name) == "authorization"; })) {
      table_.error_at_value("auth", "`headers` has an `Authorization` already", "", "keep one of them");
    } else if (basic) {
      step_.basic = patterns_.words(*basic, auth->value_place("basic"));
    } else {
      step_.headers.push_back(
          {"Authorization", patterns_.words("Bearer " + *bearer, auth->value_place("bearer"))});
    }
  }

  void read_all_within() {
    auto within = table_.integer("all_within_ms", 1, longest_wait_ms);
    if (!within) return;
    step_.all_within = Millis(*within);
    if (step_.repeat == 1)
      table_.error_at_value("all_within_ms", "there is one round alone", "",
                            "add `repeat`, or write `within_ms` in `expect`");
  }

  void read_eventually() {
    auto table = table_.table("eventually");
    if (!table) return;
    Eventually eventually;
    if (auto within = table->integer("within_ms", 1, longest_wait_ms)) eventually.within = Millis(*within);
    if (auto every = table->integer("every_ms", 1, longest_wait_ms)) eventually.every = Millis(*every);
    table->finish();
    if (step_.clients > 1 || step_.repeat > 1)
      table_.error_at_value("eventually", "one request alone is asked again", "",
                            "leave out `clients` and `repeat`");
    step_.eventually = eventually;
  }

  Multipart read_multipart() {
    Multipart multipart;
    multipart.boundary = table_.text("boundary").value_or("");
    if (multipart.boundary.size() > 70 || (!multipart.boundary.empty() && !is_token(multipart.boundary)))
      table_.error_at_value("boundary", "a boundary is at most 70 letters, digits and hyphens", "", "");
    for (Reader& table : table_.tables("multipart")) {
      Part part;
      part.name = patterns_.words(table.required_text("name"), table.value_place("name"));
      if (auto filename = table.text("filename"))
        part.filename = patterns_.words(*filename, table.value_place("filename"));
      if (auto type = table.text("type")) part.type = patterns_.words(*type, table.value_place("type"));
      part.content = read_piece(table, patterns_);
      multipart.parts.push_back(std::move(part));
    }
    return multipart;
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
    if (table_.has("multipart") && ++bodies) step_.body = read_multipart();
    if (auto bytes = table_.table("bytes"); bytes && ++bodies) step_.body = read_piece(*bytes, patterns_);
    if (bodies > 1)
      table_.error_here("a request has one body", "",
                        "keep one of `json`, `text`, `form`, `multipart` and `bytes`");
  }

  void read_captures() {
    read_captures("capture", step_.captures);
    read_captures("gather", step_.gathers);
  }

  void read_captures(const char* key, std::vector<Capture>& into) {
    auto captures = table_.table(key);
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
      if (auto source = parse_source(document_, *text, captures->value_place(name)))
        into.push_back({name, *source});
    }
  }

  void read_unique() {
    for (const Reader::Text& text : table_.placed_texts("unique")) {
      if (auto source = parse_source(document_, text.value, text.place)) step_.unique.push_back(*source);
    }
    if (!step_.unique.empty() && step_.clients == 1 && step_.repeat == 1 && !table_.has("load")) {
      table_.error_at_value("unique", "one answer differs from no other", "", "add `clients` or `repeat`");
    }
  }

  // With what is known of each row, so that a blank in a value of `for_each` is found now and not in front of
  // a learner.
  void check_request() {
    if (step_.raw || document_.errors().size() > errors_before_)
      return; // a value with a mistake in it reads as empty
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

} // namespace

Step parse_step(Reader& step, Scope& scope) {
  return StepReader(step, scope).read();
}

} // namespace bex::http
