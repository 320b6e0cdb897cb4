// Steps under a name, which checks call; and whether a step is taken at all.
#pragma once

#include "graders/http/pattern.hpp"
#include "graders/http/schema.hpp"
#include "graders/reader.hpp"

#include <map>
#include <memory>
#include <string>
#include <utility>
#include <vector>

namespace bex::http {

struct Step;  // graders/http/step.hpp
struct Scope; // there, too
struct Tree;

// Each variable matches its pattern.
using Conditions = std::vector<std::pair<std::string, Pattern>>;

// [[http.flow]]: what its steps know is its parameters and what they capture, beside `host`, `port` and
// `seed`.
struct Flow {
  std::string id;
  std::vector<std::string> parameters;
  std::vector<Step> steps;
  std::vector<std::string> captured; // by any of them
};

// A step that takes those of a flow.
struct Call {
  std::shared_ptr<const Flow> flow;
  std::vector<std::pair<std::string, Pattern>> arguments;   // one for each parameter
  std::vector<std::pair<std::string, std::string>> results; // a variable here, and what the flow captured
};

// What all checks of an exercise may name.
struct Library {
  std::map<std::string, std::shared_ptr<const Flow>> flows;
  std::map<std::string, SchemaPart> schemas;
};

// [[http.flow]] and [http.schema] of the settings; a flow may call those above it, so none calls itself.
[[nodiscard]] Library parse_library(Reader& settings, const Tree* tree);
[[nodiscard]] Conditions parse_when(Reader& step, const Scope& scope);
// `call`, `with` and `capture`; without a flow when that is not known.
[[nodiscard]] std::optional<Call> parse_call(Reader& step, const Scope& scope);

[[nodiscard]] bool hold(const Conditions& conditions, const Variables& variables);
// What a step that is not taken would have captured is null, unless it has a value from before.
void pass_over(const Step& step, Variables& variables);
// The variables that the flow begins with, and what the caller takes from it in the end.
[[nodiscard]] Variables enter(const Call& call, const Variables& caller);
void leave(const Call& call, const Variables& flow, Variables& caller);

} // namespace bex::http
