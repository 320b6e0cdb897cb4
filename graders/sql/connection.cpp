#include "graders/sql/connection.hpp"

#include "graders/sql/database.hpp"

#include <fmt/format.h>
#include <poll.h>

#include <chrono>
#include <cmath>
#include <cstdlib>

namespace bex::sql {
namespace {

constexpr std::int64_t cancel_ms = 5'000; // a server that does not answer by then is given up

// Types by their number in the catalog, which never changes (src/include/catalog/pg_type.dat). Those of the
// exercise and the learner (enumerations) are compared as text.
const char* type_named(Oid type) {
  switch (type) {
  case 16:
    return "boolean";
  case 114:
    return "json";
  case 1082:
    return "date";
  case 1083:
    return "time";
  case 1114:
    return "timestamp";
  case 1184:
    return "timestamptz";
  case 1186:
    return "interval";
  case 1266:
    return "timetz";
  case 2950:
    return "uuid";
  case 3802:
    return "jsonb";
  default:
    return nullptr;
  }
}

bool is_whole(Oid type) { // int8, int2, int4, oid
  return type == 20 || type == 21 || type == 23 || type == 26;
}
bool is_real(Oid type) { // float4, float8
  return type == 700 || type == 701;
}
constexpr Oid numeric = 1700;

// What is no number (NaN) is compared as it is written.
Cell real_of(const std::string& text) {
  const double real = std::strtod(text.c_str(), nullptr);
  return std::isnan(real) ? Cell(Typed{"numeric", text}) : Cell(real);
}

// A numeric is exact, or NaN or one of the infinities.
Cell number_of(const std::string& text) {
  if (text.find_first_not_of("-0123456789.") != std::string::npos) return real_of(text);
  char* end = nullptr;
  errno = 0;
  const auto whole = std::strtoll(text.c_str(), &end, 10);
  return *end == 0 && errno == 0 ? Cell(std::int64_t{whole}) : Cell(Decimal{text});
}

Blob blob_of(const std::string& text) { // \x00ff (bytea_output = hex)
  Blob blob;
  for (std::size_t at = 2; at + 1 < text.size(); at += 2)
    blob.bytes += static_cast<char>(std::strtol(text.substr(at, 2).c_str(), nullptr, 16));
  return blob;
}

Cell cell_of(Oid type, std::string text) {
  if (is_real(type)) return real_of(text);
  if (is_whole(type) || type == numeric) return number_of(text);
  if (type == 17) return blob_of(text);
  if (type == 16) return Typed{"boolean", text == "t" ? "true" : "false"};
  if (const auto* name = type_named(type)) return Typed{name, std::move(text)};
  return text;
}

} // namespace

std::int64_t steady_ms() {
  const auto now = std::chrono::steady_clock::now().time_since_epoch();
  return std::chrono::duration_cast<std::chrono::milliseconds>(now).count();
}

tl::expected<std::unique_ptr<Connection>, std::string> Connection::open(const std::string& where) {
  const auto* pq = libpq();
  if (!pq) return tl::unexpected<std::string>("libpq.so.5 cannot be loaded");
  auto* raw = pq->connectdb(where.c_str());
  auto connection = std::unique_ptr<Connection>(new Connection(*pq, raw));
  if (pq->status(raw) != CONNECTION_OK) return tl::unexpected<std::string>(pq->errorMessage(raw));
  pq->setNoticeReceiver(raw, [](void*, const PGresult*) {}, nullptr);
  return connection;
}

Connection::~Connection() {
  pq_.finish(connection_);
}

Answer Connection::ask(const std::string& statement, std::int64_t until) {
  begin(statement);
  return collect(until);
}

void Connection::begin(const std::string& statement) {
  (void)pq_.sendQueryParams(connection_, statement.c_str(), 0, nullptr, nullptr, nullptr, nullptr, 0);
  (void)pq_.setSingleRowMode(connection_);
  begun_ = {};
  begun_bytes_ = 0;
}

std::optional<Answer> Connection::look(int ms) {
  while (true) {
    if (pq_.isBusy(connection_)) {
      pollfd ready{pq_.socket(connection_), POLLIN, 0};
      if (::poll(&ready, 1, ms) <= 0) return std::nullopt;
      if (pq_.consumeInput(connection_)) continue; // what broke is the next result
    }
    auto* result = begun_.cut == Cut::copy ? nullptr : pq_.getResult(connection_);
    if (!result) break;
    const auto before = begun_.cut;
    take(result, begun_, begun_bytes_);
    pq_.clear(result);
    if (begun_.cut != before) cancel();
  }
  add_broken(begun_);
  return std::move(begun_);
}

Answer Connection::ask_all(const std::string& script) {
  (void)pq_.sendQuery(connection_, script.c_str());
  return collect(0);
}

// Until the next result can be taken; false when it is too late for it.
bool Connection::wait(std::int64_t until) {
  while (pq_.isBusy(connection_)) {
    const auto left = until > 0 ? until - steady_ms() : -1;
    if (until > 0 && left <= 0) return false;
    pollfd ready{pq_.socket(connection_), POLLIN, 0};
    (void)::poll(&ready, 1, static_cast<int>(left));
    if (!pq_.consumeInput(connection_)) return true; // what broke is the next result
  }
  return true;
}

Answer Connection::collect(std::int64_t until) {
  Answer answer;
  std::size_t bytes = 0;
  while (answer.cut != Cut::copy) {
    if (!wait(until)) {
      if (answer.cut != Cut::none) break; // the cancelled one does not end, either
      answer.cut = Cut::late;
    } else {
      auto* result = pq_.getResult(connection_);
      if (!result) break;
      const auto before = answer.cut;
      take(result, answer, bytes);
      pq_.clear(result);
      if (answer.cut == before) continue;
    }
    cancel();
    until = steady_ms() + cancel_ms;
  }
  add_broken(answer);
  return answer;
}

// A connection that is refused or closed has an error without a result.
void Connection::add_broken(Answer& answer) {
  if (!answer.error && pq_.status(connection_) != CONNECTION_OK)
    answer.error = ServerError{{}, pq_.errorMessage(connection_), {}, {}, 0};
}

void Connection::take(PGresult* result, Answer& answer, std::size_t& bytes) {
  const auto status = pq_.resultStatus(result);
  if (status == PGRES_COPY_IN || status == PGRES_COPY_OUT || status == PGRES_COPY_BOTH) {
    answer.cut = Cut::copy;
    return;
  }
  if (status == PGRES_FATAL_ERROR) {
    const auto field = [&](int code) {
      const auto* text = pq_.resultErrorField(result, code);
      return std::string(text ? text : "");
    };
    ServerError error{field(PG_DIAG_SQLSTATE), field(PG_DIAG_MESSAGE_PRIMARY), field(PG_DIAG_MESSAGE_DETAIL),
                      field(PG_DIAG_MESSAGE_HINT), std::atoi(field(PG_DIAG_STATEMENT_POSITION).c_str())};
    if (error.message.empty()) error.message = pq_.resultErrorMessage(result);
    answer.error = std::move(error);
    return;
  }
  answer.done = pq_.cmdStatus(result);
  const int columns = pq_.nfields(result);
  if ((status != PGRES_TUPLES_OK && status != PGRES_SINGLE_TUPLE) || answer.cut != Cut::none) return;
  // The rows of another statement, or the first of these: only the last one's count.
  if (status == PGRES_TUPLES_OK && pq_.ntuples(result) > 0) answer.rows = {};
  if (answer.rows.columns.empty())
    for (int c = 0; c < columns; ++c) answer.rows.columns.emplace_back(pq_.fname(result, c));
  answer.has_rows = columns > 0;
  for (int r = 0; r < pq_.ntuples(result); ++r) {
    Row row;
    for (int c = 0; c < columns; ++c) {
      const auto length = static_cast<std::size_t>(pq_.getlength(result, r, c));
      bytes += length + sizeof(Cell);
      row.push_back(pq_.getisnull(result, r, c)
                        ? Cell()
                        : cell_of(pq_.ftype(result, c), {pq_.getvalue(result, r, c), length}));
    }
    answer.rows.rows.push_back(std::move(row));
  }
  if (answer.rows.rows.size() > most_rows || bytes > most_bytes) answer.cut = Cut::rows;
}

void Connection::cancel() {
  auto* handle = pq_.getCancel(connection_);
  char why[256];
  if (handle) (void)pq_.cancel(handle, why, sizeof why);
  pq_.freeCancel(handle);
}

bool Connection::in_transaction() const {
  const auto status = pq_.transactionStatus(connection_);
  return status == PQTRANS_INTRANS || status == PQTRANS_INERROR || status == PQTRANS_ACTIVE;
}

bool Connection::idle() const {
  return pq_.transactionStatus(connection_) == PQTRANS_IDLE;
}

int Connection::process() const {
  return pq_.backendPID(connection_);
}

} // namespace bex::sql
