// One request of a check and what is expected of its answer.
#pragma once

#include "graders/http/crud.hpp"
#include "graders/http/derived.hpp"
#include "graders/http/flow.hpp"
#include "graders/http/load.hpp"
#include "graders/http/pattern.hpp"
#include "graders/http/piece.hpp"
#include "graders/http/request.hpp"
#include "graders/http/schema.hpp"
#include "graders/http/talk.hpp"
#include "graders/http/template.hpp"
#include "graders/http/tree.hpp"
#include "graders/reader.hpp"
#include "sandboxes/base/units.hpp"

#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <variant>
#include <vector>

namespace bex::upstream {
struct Wanted; // graders/upstream/wanted.hpp
}

namespace bex::http {

// Where a value of an answer is found.
struct Source {
  enum class Kind { json, header, cookie, body, status };
  Kind kind = Kind::body;
  std::string argument; // the pointer, or the header's or cookie's name; behind a name and `;` an attribute
};

struct Capture {
  std::string name;
  Source source;
};

struct Field {
  std::string name;
  std::optional<Template> value; // none: the field is left out
};

// Of multipart/form-data (RFC 7578).
struct Part {
  Template name;
  std::optional<Template> filename, type;
  Piece content;
};
struct Multipart {
  std::string boundary; // empty: one that no part holds
  std::vector<Part> parts;
};

using FormField = std::pair<std::string, Template>;
using Form = std::vector<FormField>;
// None, JSON, text, form, parts, bytes.
using Body = std::variant<std::monostate, Pattern, Template, Form, Multipart, Piece>;

struct Step;
struct Security; // graders/http/security.hpp

// A raw step says what goes over the wire byte for byte, on a connection of its own.
struct Raw {
  enum class Cuts { none, every, bytes }; // as written; in two, at every byte in turn; all bytes one by one
  std::vector<Piece> pieces;
  bool piped = false; // instead of pieces: the requests of `answers` go out in one piece
  Cuts cuts = Cuts::none;
  Finish finish = Finish::wait;
  std::vector<Step> answers; // what is expected and captured, of each answer in turn
  std::optional<Millis> stays_open, closes_within;
  std::optional<Millis> pause;                 // between the pieces
  std::optional<std::size_t> takes_per_second; // bytes that our side reads; all at once without it
};

// The variable holds an array, and each of its values is among those that the source finds.
struct Includes {
  Source source;
  std::string variable;
};

struct Expect {
  std::vector<int> statuses; // any of them; empty: any at all
  std::vector<std::pair<std::string, Pattern>> headers;
  std::vector<std::pair<std::string, Pattern>> cookies; // "name", or "name;attribute"
  bool gzip = false; // Content-Encoding says so; what follows is about the bytes in it
  std::optional<Pattern> body;
  std::optional<Piece> bytes;                        // instead
  std::vector<std::pair<std::string, Pattern>> html; // an XPath, and what it finds
  std::optional<Pattern> json;
  bool exact = false;
  SchemaPart schema;            // the body is JSON that is valid against it; null: none
  std::optional<Millis> begins; // the first byte of the body came by then
  std::vector<Includes> includes;
  std::optional<Millis> within;
};

// Asked again until the answer is as expected.
struct Eventually {
  Millis within{1'000}, every{50};
};

// A line of the server's log, which is waited for.
struct LogLine {
  Pattern pattern;                  // of an object
  std::optional<std::size_t> times; // how many lines match; none: at least one
  Millis within{1'000};
};

// The server is stopped, by us.
struct Stop {
  bool kill = false;             // SIGKILL to the whole tree, else SIGTERM to the program
  std::vector<int> exits;        // the exit codes that are right; empty: any end
  Millis within{5'000};          // from the last signal to the end
  Millis after{50};              // from when the server has read what is in flight to the signal
  std::optional<Millis> again;   // a second SIGTERM, so long after the first
  std::optional<Millis> refuses; // from the first signal until nobody listens any more, at most
};

// The server is started again, on the same /data.
struct Start {
  std::vector<int>
      exits; // instead of becoming ready it must end by itself with one of these; empty: become ready
  Millis within{5'000}; // then: from the start to the end
};

// A file below /data, while the server does not run.
struct DataFile {
  std::string path;
  std::optional<std::vector<Piece>> write; // else it is looked at, as if it were the body of an answer
  bool absent = false;                     // it must not be there
  std::vector<Template> hides;             // instead: none of these is in any file, nor in the log
};

// What holds for the answers of each round taken together, beside what holds for every one of them.
struct Crowd {
  std::vector<std::pair<int, std::size_t>> tally; // a status, and how many answers have it
  std::vector<std::pair<Source, Pattern>> sums;   // of the whole numbers that are found there
};

// What the server's processes may have more of at the end of all rounds than they had after half of them.
struct Leaks {
  std::optional<std::size_t> descriptors, threads, processes, memory_kib;
};

struct Step {
  Conditions when;  // not taken unless all of them hold
  Template request; // "METHOD target"
  std::vector<Field> headers;
  std::optional<Template> basic; // "user:password" (RFC 7617)
  Body body;
  std::vector<Capture> captures; // from the answer to client 1 in the last round
  std::vector<Capture> gathers;  // an array each, with a value from every answer
  int clients = 1;
  int repeat = 1;
  std::vector<Source> unique;
  std::optional<Millis> all_within; // all rounds together
  Crowd crowd;
  int slow_clients = 0; // connections that have begun a request and say no more, as long as the step lasts
  std::optional<Leaks> leaks;
  std::optional<Load> load;                 // the clients do not go in step, and there are no rounds
  Also also;                                // asked once the answer is as expected
  std::shared_ptr<const Security> security; // the same
  Expect expect;
  std::optional<Eventually> eventually;
  std::optional<Raw> raw;        // then there is no `request`
  std::optional<LogLine> log;    // then nothing is sent at all
  std::optional<TreeEntry> file; // nor here: it is put into the server's tree
  // With `raw` or `clients`: while that is in flight. No more than one of the three.
  std::optional<Stop> stop;
  std::optional<Start> start;
  std::optional<DataFile> data;
  std::optional<Crud> crud; // instead of one request: sequences of them; `request` asks for the collection
  std::optional<Call> call; // instead of all others: the steps of a flow
  std::shared_ptr<const upstream::Wanted> arrived; // nothing is sent: what came to the upstream is looked at
  bool to_head = false;                            // of an answer to raw bytes: HEAD asks for it
  bool or_close = false;                           // the server may close the connection instead
};

// What a step may name: for every row of the check the values that are known when the pack is loaded, and "x"
// for those that only a run can know.
struct Scope {
  std::vector<Variables> rows;      // at least one
  std::vector<std::string> fixed;   // names that no capture may take
  const Tree* tree = nullptr;       // what the server is given to read, or null
  const Library* library = nullptr; // or null
  bool upstream = false;            // there is one

  [[nodiscard]] std::vector<std::string> names() const;
  [[nodiscard]] bool is_fixed(const std::string& name) const;
  void add(const std::string& name);
  void fix(const std::string& name, const Json& value); // known now, and never captured
};

// Reads one [[check.step]]; its captures are added to `scope`.
[[nodiscard]] Step parse_step(Reader& step, Scope& scope);

// "json:/id", as the pack writes it.
[[nodiscard]] std::string describe(const Source& source);

// The pieces of a raw step, as they go out when it does not cut them.
[[nodiscard]] std::vector<std::string> pieces_of(const Raw& raw, const Variables& variables);
// The bytes of one piece; `number` tells the pieces of one step apart.
[[nodiscard]] std::string bytes_of(const Piece& piece, const Variables& variables, std::size_t number);
[[nodiscard]] std::string bytes_of(const std::vector<Piece>& pieces, const Variables& variables);
// What goes over the wire, in turn: once, or with `every` once for each place where it can be cut.
[[nodiscard]] std::size_t count_of_scripts(const Raw& raw, const std::vector<std::string>& pieces);
[[nodiscard]] std::vector<std::string> cut(const Raw& raw, const std::vector<std::string>& pieces,
                                           std::size_t number);

// The request of `step`, ready to be sent.
[[nodiscard]] Request fill_in(const Step& step, const Variables& variables);

} // namespace bex::http
