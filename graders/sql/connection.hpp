// One connection to a PostgreSQL server through libpq.
#pragma once

#include "graders/sql/libpq.hpp"
#include "graders/sql/value.hpp"

#include <cstdint>
#include <memory>
#include <optional>
#include <string>

namespace bex::sql {

// https://www.postgresql.org/docs/15/errcodes-appendix.html
struct ServerError {
  std::string state; // five letters; empty: the connection broke
  std::string message, detail, hint;
  int position = 0; // letter of the statement, from 1; 0: not told
};

enum class Cut { none, late, rows, copy }; // why a statement was left before its end

struct Answer {
  Rows rows;
  bool has_rows = false;
  std::string done; // the server's words for what was done, "UPDATE 1"
  std::optional<ServerError> error;
  Cut cut = Cut::none;
};

// Milliseconds that only go on.
[[nodiscard]] std::int64_t steady_ms();

class Connection {
 public:
  // `where` is a connection string (https://www.postgresql.org/docs/15/libpq-connect.html#LIBPQ-CONNSTRING).
  static tl::expected<std::unique_ptr<Connection>, std::string> open(const std::string& where);
  ~Connection();
  Connection(const Connection&) = delete;
  Connection& operator=(const Connection&) = delete;

  // One statement; more than one are an error. One that takes longer than to `until` (steady_ms(); 0: never)
  // or gives more than a result may have is cancelled. COPY over the connection breaks it off: Cut::copy.
  Answer ask(const std::string& statement, std::int64_t until = 0);
  // The same in two steps: what came, once all of it is there, which is waited for so many milliseconds.
  void begin(const std::string& statement);
  std::optional<Answer> look(int ms);
  // Any number of statements as one transaction, without limits; rows are those of the last that gave any.
  Answer ask_all(const std::string& script);
  [[nodiscard]] bool in_transaction() const;
  [[nodiscard]] bool idle() const;   // nothing runs, nothing is open, and it is not broken
  [[nodiscard]] int process() const; // of the server, for this connection

 private:
  Connection(const Libpq& pq, PGconn* connection) : pq_(pq), connection_(connection) {}
  Answer collect(std::int64_t until);
  bool wait(std::int64_t until);
  void take(PGresult* result, Answer& answer, std::size_t& bytes);
  void add_broken(Answer& answer);
  void cancel();

  const Libpq& pq_;
  PGconn* connection_;
  Answer begun_; // what has come of `begin` so far
  std::size_t begun_bytes_ = 0;
};

} // namespace bex::sql
