#include "graders/services/postgres_server.hpp"
#include "graders/sql/postgres.hpp"
#include "graders/sql/sqlite.hpp"

namespace bex::sql {

Engines::Engines() = default;
Engines::~Engines() = default;

tl::expected<std::unique_ptr<Engine>, std::string> Engines::make(const Task& task) {
  if (task.rules.engine == Product::postgres) return make_postgres(task, server_);
  return make_sqlite(task);
}

Counters& Counters::operator+=(const Counters& more) {
  vm_steps += more.vm_steps;
  auto_indexes += more.auto_indexes;
  full_scan_steps += more.full_scan_steps;
  sorts += more.sorts;
  rows_handled += more.rows_handled;
  pages_read += more.pages_read;
  read_whole.insert(more.read_whole.begin(), more.read_whole.end());
  return *this;
}

std::string text_of(const Cell& cell) {
  const auto* text = std::get_if<std::string>(&cell);
  return text ? *text : "";
}

std::string quoted(const std::string& name) {
  std::string out = "\"";
  for (const char c : name) out += c == '"' ? std::string("\"\"") : std::string(1, c);
  return out + "\"";
}

} // namespace bex::sql
