// Sequences of `crud_model` as they are played: the requests, and what the model says of each answer.
#pragma once

#include "graders/check.hpp"
#include "graders/http/client.hpp"
#include "graders/http/crud.hpp"
#include "graders/http/expectation.hpp"

#include <functional>
#include <optional>
#include <span>
#include <string>
#include <vector>

namespace bex::http {

// Nothing when nobody answers any more.
using Ask = std::function<std::optional<Exchange>(Request)>;

// One request that was made, and what the model expects of its answer.
struct CrudTurn {
  Exchange exchange;
  std::string want; // "404", or `200 {"id":1,"title":"tea"}`
};

struct CrudPlay {
  std::vector<CrudOp> ops;       // those that could be asked
  std::vector<CrudTurn> turns;   // one for each, and of a list that was wrong before the first
  std::vector<Finding> findings; // of the last turn; none: all was as the model says
  std::string flaw;              // then: what kind of difference it is
  bool lost = false;             // nobody answered
};

// `base`: a request of the step whose target is the collection, with its headers. What the collection holds
// before is left alone and not looked at; what the sequence made is deleted in the end, where that is
// possible.
[[nodiscard]] CrudPlay play(const Crud& crud, const Request& base, std::span<const CrudOp> ops,
                            const Ask& ask);

// A play that fails in the same way with fewer requests and plainer values: delta debugging, each trial on
// items of its own.
[[nodiscard]] CrudPlay shorten(const Crud& crud, const Request& base, CrudPlay failed, const Ask& ask);

// All sequences until one fails, and that one shortened.
struct CrudResult {
  CrudPlay play;         // the last
  std::size_t drawn = 0; // requests of the sequence before it was shortened
};
[[nodiscard]] CrudResult run_crud(const Crud& crud, const Request& base, std::uint64_t seed, const Ask& ask);

// The requests with their answers, and what is expected of the last one.
[[nodiscard]] std::vector<Exhibit> story_of(const CrudResult& failed);

} // namespace bex::http
