// `crud_model`: what a collection of an API does, held against a map in memory. What is asked is drawn from
// the seed, and the first difference is shown in the shortest sequence of requests that has it.
#pragma once

#include "graders/http/draw.hpp"
#include "graders/http/template.hpp"
#include "graders/reader.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace bex::http {

class PatternReader; // graders/http/pattern_reader.hpp
struct Scope;        // graders/http/step.hpp

struct CrudField {
  Draw draw;                    // its name is the member's
  std::optional<Json> fallback; // what it is where a request leaves it out; none: it is never left out
};

struct CrudList {
  std::vector<int> statuses;
  std::string at;       // a pointer to the array in the body
  bool ordered = false; // in the order in which they were made
};

// Statuses are those that are right; an operation without any is not asked for.
struct Crud {
  Template path; // of the collection
  std::vector<CrudField> fields;
  std::string id = "/id";   // a pointer, in an item
  bool in_location = false; // instead: the last part of the path in `Location`
  std::string item;         // a pointer to the item, in a body that shows one
  std::vector<int> create, read, replace, patch, remove;
  std::optional<CrudList> list;
  std::vector<int> unknown{404}; // whatever is asked of an item that is not there
  std::vector<int> again;        // but for DELETE of one that was there before
  int sequences = 40, length = 16;
};

// `crud_model` of a step.
[[nodiscard]] Crud parse_crud(Reader& step, PatternReader& patterns, const Scope& scope);

// One request, before anything is known of ids.
struct CrudOp {
  enum class Kind { create, read, list, replace, patch, remove };
  Kind kind = Kind::list;
  int item = 0; // the number of the `create` that makes it, from 1; 0: one that never was
  Json::Object fields;
};

// The same for the same seed and number. It ends with a look at everything that is there.
[[nodiscard]] std::vector<CrudOp> draw_sequence(const Crud& crud, std::uint64_t seed, int number);

} // namespace bex::http
