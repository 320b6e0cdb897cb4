// Numbers as PostgreSQL's `numeric` writes them: digits, perhaps a sign and a point, of any length
// (https://www.postgresql.org/docs/15/datatype-numeric.html#DATATYPE-NUMERIC-DECIMAL).
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace bex::sql {

// By value, without loss: 1.5 is 1.50. Negative, 0, positive.
[[nodiscard]] int compare_decimals(std::string_view a, std::string_view b);

// Whether two are the same quotient, which a division has cut off at different places: each has 16
// significant digits and 8 places behind the point or more, not equally many, and the longer one is the other
// within one unit of that one's last place.
[[nodiscard]] bool same_quotient(std::string_view a, std::string_view b);

// The exact value of a finite number.
[[nodiscard]] std::string decimal_of(std::int64_t whole);
[[nodiscard]] std::string decimal_of(double real);

} // namespace bex::sql
