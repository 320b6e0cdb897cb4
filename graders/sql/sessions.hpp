// Several sessions on one database, advanced statement by statement in orders that are forced on them.
#pragma once

#include "graders/sql/compare.hpp"
#include "graders/sql/interleave.hpp"

#include <string>

namespace bex::sql {

// One interleaving at one level.
struct Meeting {
  std::string isolation;
  Turns turns;
};

// The submission's sessions play in every interleaving that the case asks for, at each isolation level, and
// what comes of them must be what the reference gives when its sessions play one after the other, in some
// order. A statement that waits for a lock keeps its turns for later; 40001 (serialization_failure) makes a
// session begin again, as clients do. The report shows the first interleaving that is wrong, which `meeting`
// names then.
[[nodiscard]] Report compare_sessions(const Round& round, const std::string& image, Meeting& meeting);

// The same in one interleaving alone, on other data.
[[nodiscard]] Report compare_meeting(const Round& round, const std::string& image, const Meeting& meeting);

} // namespace bex::sql
