#include "graders/http/flow.hpp"

#include "graders/http/pattern_reader.hpp"
#include "graders/http/step.hpp"
#include "graders/upstream/wanted.hpp"
#include "sandboxes/base/text.hpp"

#include <toml++/toml.h>

#include <algorithm>
#include <array>

namespace bex::http {
namespace {

constexpr std::array<const char*, 4> of_every_run{"host", "port", "seed", "upstream"};
const std::vector<std::string>& own_names() {
  static const std::vector<std::string> names{"host", "port", "seed", "client", "round", "trial"};
  return names;
}

bool contains(const std::vector<std::string>& names, const std::string& name) {
  return std::ranges::find(names, name) != names.end();
}

// All that the step may have captured when it is over.
std::vector<std::string> names_of(const Step& step) {
  std::vector<std::string> names;
  std::vector<const std::vector<Capture>*> all{&step.captures, &step.gathers};
  if (step.arrived) all.push_back(&step.arrived->message.captures);
  for (const auto* captures : all)
    for (const Capture& capture : *captures) names.push_back(capture.name);
  if (step.raw)
    for (const Step& answer : step.raw->answers)
      for (const Capture& capture : answer.captures) names.push_back(capture.name);
  if (step.call)
    for (const auto& [ours, theirs] : step.call->results) names.push_back(ours);
  return names;
}

std::shared_ptr<const Flow> parse_flow(Reader& table, const Tree* tree, const Library& library,
                                       bool upstream) {
  auto flow = std::make_shared<Flow>();
  flow->id = table.required_text("id");
  if (!flow->id.empty() && !is_slug(flow->id))
    table.error_at_value("id", "an id is lower-case letters, digits and hyphens", "", "");
  if (library.flows.contains(flow->id))
    table.error_at_value("id", "`" + flow->id + "` comes twice", "", "give this flow another id");
  Scope scope;
  scope.rows.emplace_back();
  scope.fixed = own_names();
  scope.tree = tree;
  scope.library = &library;
  scope.upstream = upstream;
  if (upstream) scope.fix("upstream", json_text("x"));
  for (const char* name : {"host", "port", "seed", "client", "round"}) scope.add(name);
  for (const Reader::Text& parameter : table.placed_texts("parameters")) {
    if (!is_variable_name(parameter.value) || scope.is_fixed(parameter.value))
      table.document().report(parameter.place, "`" + parameter.value + "` cannot name a parameter", "",
                              "names are letters, digits, `_` and `-`, each once");
    scope.fix(parameter.value, json_text("x"));
    flow->parameters.push_back(parameter.value);
  }
  for (Reader& reader : table.tables("step")) {
    flow->steps.push_back(parse_step(reader, scope));
    const Step& step = flow->steps.back();
    if (step.load && step.load->has_bar())
      reader.error_here("a flow has no bars of time", "", "make it a step of the check");
    if (step.stop || step.start || step.data)
      reader.error_here("a flow does not stop or start the server", "", "make it a step of the check");
    for (std::string& name : names_of(step)) flow->captured.push_back(std::move(name));
  }
  if (flow->steps.empty()) table.error_here("a flow has at least one step", "", "add `[[http.flow.step]]`");
  table.finish();
  return flow;
}

void read_arguments(Reader& step, Call& call, PatternReader& patterns) {
  Reader with = step.table_or_empty("with");
  for (const std::string& name : with.keys()) {
    const toml::node* value = with.node(name);
    if (contains(call.flow->parameters, name)) {
      call.arguments.emplace_back(name, patterns.json(*value, Use::send));
      continue;
    }
    const std::string near = closest(name, call.flow->parameters);
    step.document().report(with.key_place(name), "`" + call.flow->id + "` has no parameter `" + name + "`",
                           "", near.empty() ? "" : "did you mean `" + near + "`?");
  }
  for (const std::string& name : call.flow->parameters)
    if (std::ranges::find(call.arguments, name, [](const auto& one) { return one.first; }) ==
        call.arguments.end())
      step.error_at_value("call", "the flow's parameter `" + name + "` is missing", "",
                          "add `with = { " + name + " = ... }`");
}

void read_results(Reader& step, Call& call, const Scope& scope) {
  Reader results = step.table_or_empty("capture");
  for (const std::string& name : results.keys()) {
    const auto theirs = results.text(name);
    if (!is_variable_name(name) || scope.is_fixed(name))
      step.document().report(results.key_place(name), "`" + name + "` cannot name a variable", "",
                             "names are letters, digits, `_` and `-`, and none of these is taken");
    if (!theirs) continue;
    if (!contains(call.flow->captured, *theirs))
      results.error_at_value(name, "the flow `" + call.flow->id + "` captures no `" + *theirs + "`", "",
                             call.flow->captured.empty() ? "it captures nothing"
                                                         : "it has: " + join(call.flow->captured, ", "));
    call.results.emplace_back(name, *theirs);
  }
}

} // namespace

Library parse_library(Reader& settings, const Tree* tree) {
  Library library;
  Reader schemas = settings.table_or_empty("schema");
  for (const std::string& name : schemas.keys())
    library.schemas.emplace(name, parse_schema(settings.document(), *schemas.node(name)));
  for (Reader& flow : settings.tables("flow")) {
    auto parsed = parse_flow(flow, tree, library, settings.has("upstream"));
    library.flows.emplace(parsed->id, parsed);
  }
  return library;
}

Conditions parse_when(Reader& step, const Scope& scope) {
  Conditions conditions;
  auto when = step.table("when");
  if (!when) return conditions;
  PatternReader patterns(step.document(), scope);
  const std::vector<std::string> known = scope.names();
  for (const std::string& name : when->keys()) {
    Pattern pattern = patterns.json(*when->node(name), Use::expect);
    if (contains(known, name)) {
      conditions.emplace_back(name, std::move(pattern));
      continue;
    }
    const std::string near = closest(name, known);
    step.document().report(
        when->key_place(name), "nothing is named `" + name + "` here", "no earlier step captures it",
        near.empty() ? "known here: " + join(known, ", ") : "did you mean `" + near + "`?");
  }
  if (when->keys().empty()) step.error_at_value("when", "there is no condition", "", "{ status = 201 }");
  return conditions;
}

std::optional<Call> parse_call(Reader& step, const Scope& scope) {
  const std::string id = step.required_text("call");
  Call call;
  std::vector<std::string> ids;
  if (scope.library)
    for (const auto& [name, flow] : scope.library->flows) {
      ids.push_back(name);
      if (name == id) call.flow = flow;
    }
  if (!call.flow) {
    const std::string near = closest(id, ids);
    step.error_at_value("call", "there is no flow `" + id + "` above", "",
                        !near.empty() ? "did you mean `" + near + "`?" : "`[[http.flow]]` makes one");
    (void)step.node("with");
    // So that whoever names them is not told of it as well.
    for (const std::string& name : step.table_or_empty("capture").keys()) call.results.emplace_back(name, "");
    return call;
  }
  PatternReader patterns(step.document(), scope);
  read_arguments(step, call, patterns);
  read_results(step, call, scope);
  return call;
}

bool hold(const Conditions& conditions, const Variables& variables) {
  return std::ranges::all_of(conditions, [&](const auto& condition) {
    const auto found = variables.find(condition.first);
    const Json& value = found == variables.end() ? Json{} : found->second;
    return differences(condition.second, value, variables, false).count == 0;
  });
}

void pass_over(const Step& step, Variables& variables) {
  for (const std::string& name : names_of(step)) variables.emplace(name, Json{});
}

Variables enter(const Call& call, const Variables& caller) {
  Variables variables;
  for (const char* name : of_every_run)
    if (const auto known = caller.find(name); known != caller.end()) variables.insert(*known);
  for (const auto& [name, value] : call.arguments) variables.emplace(name, fill_in(value, caller));
  return variables;
}

void leave(const Call& call, const Variables& flow, Variables& caller) {
  for (const auto& [ours, theirs] : call.results)
    if (const auto found = flow.find(theirs); found != flow.end())
      caller.insert_or_assign(ours, found->second);
}

} // namespace bex::http
