#include "graders/sql/postgres_session.hpp"

#include "graders/sql/postgres_error.hpp"

#include <fmt/format.h>

namespace bex::sql {
namespace {

constexpr int patience_ms = 1; // most statements are over by then

class PostgresSession final : public Session {
 public:
  using Idle = std::vector<std::unique_ptr<Connection>>;

  PostgresSession(std::unique_ptr<Connection> connection, Connection& admin, Idle& idle)
      : connection_(std::move(connection)), admin_(admin), idle_(idle) {}
  ~PostgresSession() override {
    if (connection_->idle()) idle_.push_back(std::move(connection_));
  }
  PostgresSession(const PostgresSession&) = delete;
  PostgresSession& operator=(const PostgresSession&) = delete;

  void begin(const std::string& statement) override {
    statement_ = statement;
    waits_ = false;
    connection_->begin(statement);
  }

  // https://www.postgresql.org/docs/15/functions-info.html: whom a process waits for, of those that hold a
  // lock or stand before it in line. Empty as soon as the lock is let go.
  [[nodiscard]] State look() override {
    answer_ = connection_->look(waits_ ? 0 : patience_ms);
    if (answer_) return State::done;
    const auto blocked =
        admin_.ask(fmt::format("SELECT cardinality(pg_blocking_pids({}))::bigint", connection_->process()));
    if (blocked.error || blocked.rows.rows.empty()) throw EngineBroke("PostgreSQL does not say who waits");
    waits_ = std::get<std::int64_t>(blocked.rows.rows[0][0]) > 0;
    return waits_ ? State::waiting : State::working;
  }

  Ran take() override { return ran_of(std::move(*answer_), statement_); }
  [[nodiscard]] bool in_transaction() const override { return connection_->in_transaction(); }
  void roll_back() override {
    if (in_transaction()) (void)connection_->ask("ROLLBACK");
  }

 private:
  std::unique_ptr<Connection> connection_;
  Connection& admin_;
  Idle& idle_;
  std::string statement_;
  std::optional<Answer> answer_;
  bool waits_ = false;
};

} // namespace

std::unique_ptr<Session> make_session(std::unique_ptr<Connection> connection, Connection& admin,
                                      std::vector<std::unique_ptr<Connection>>& idle) {
  return std::make_unique<PostgresSession>(std::move(connection), admin, idle);
}

} // namespace bex::sql
