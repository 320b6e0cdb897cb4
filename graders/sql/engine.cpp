#include "graders/sql/postgres.hpp"
#include "graders/sql/sqlite.hpp"

namespace bex::sql {

tl::expected<std::unique_ptr<Engine>, std::string> make_engine(const Task& task) {
  if (task.rules.engine == Product::postgres) return make_postgres(task);
  return make_sqlite(task);
}

std::string quoted(const std::string& name) {
  std::string out = "\"";
  for (const char c : name) out += c == '"' ? std::string("\"\"") : std::string(1, c);
  return out + "\"";
}

} // namespace bex::sql
