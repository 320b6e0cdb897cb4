#include "graders/sql/postgres.hpp"

#include "graders/services/postgres_server.hpp"
#include "graders/sql/connection.hpp"
#include "graders/sql/lexer.hpp"
#include "sandboxes/base/text.hpp"

#include <fmt/format.h>

#include <array>
#include <chrono>
#include <thread>

namespace bex::sql {
namespace {

using services::PostgresServer;

constexpr int place_bits = 16;               // of a row's place within its page
constexpr std::chrono::seconds end_limit{2}; // from the end of a connection to that of its server
constexpr std::size_t most_words = 400;

// Once. Nobody but the superuser makes anything outside of the schema: no schemas, no temporary tables.
constexpr const char* roles = "CREATE ROLE author LOGIN; CREATE ROLE writer LOGIN; CREATE ROLE reader LOGIN;"
                              "REVOKE ALL ON DATABASE postgres FROM PUBLIC";

// Everything that a session can leave behind goes: objects, rights, large objects, settings of its role.
constexpr const char* reset = "DROP OWNED BY author, writer, reader CASCADE;"
                              "DROP SCHEMA IF EXISTS public CASCADE;"
                              "CREATE SCHEMA public AUTHORIZATION author;"
                              "GRANT USAGE ON SCHEMA public TO writer, reader;"
                              "GRANT CONNECT ON DATABASE postgres TO author, writer, reader;"
                              "ALTER ROLE author RESET ALL; ALTER ROLE writer RESET ALL;"
                              "ALTER ROLE reader RESET ALL";

constexpr const char* grants =
    "GRANT SELECT ON ALL TABLES IN SCHEMA public TO reader;"
    "GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA public TO writer;"
    "GRANT USAGE, SELECT ON ALL SEQUENCES IN SCHEMA public TO writer";

// One UPDATE for each table that gives every row a new place behind all others, the last row first. It asks
// for a column that can be set to itself.
constexpr const char* updates =
    "SELECT format('UPDATE public.%1$I AS t SET %2$I = t.%2$I FROM (SELECT ctid AS place FROM public.%1$I "
    "ORDER BY ctid DESC) AS o WHERE t.ctid = o.place', c.relname, min(a.attname::text)) FROM pg_class c JOIN "
    "pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped AND a.attidentity = '' AND "
    "a.attgenerated = '' WHERE c.relnamespace = 'public'::regnamespace AND c.relkind = 'r' GROUP BY "
    "c.relname";

constexpr const char* in_place = // the settings with which its rows are taken in the order of the subquery
    "SET LOCAL session_replication_role = replica; SET LOCAL enable_hashjoin = off; SET LOCAL "
    "enable_mergejoin "
    "= off; SET LOCAL enable_seqscan = off; SET LOCAL enable_material = off;";

// Rows whose parent is missing, for each foreign key.
constexpr const char* orphans =
    "SELECT format('SELECT 1 FROM %s c WHERE %s AND NOT EXISTS (SELECT 1 FROM %s p WHERE %s) LIMIT 1', "
    "k.conrelid::regclass, string_agg(format('c.%I IS NOT NULL', x.attname), ' AND '), "
    "k.confrelid::regclass, string_agg(format('p.%I = c.%I', y.attname, x.attname), ' AND ')) FROM "
    "pg_constraint k CROSS JOIN LATERAL unnest(k.conkey, k.confkey) AS u (a, b) JOIN pg_attribute x ON "
    "x.attrelid = k.conrelid AND x.attnum = u.a JOIN pg_attribute y ON y.attrelid = k.confrelid AND y.attnum "
    "= u.b WHERE k.contype = 'f' AND k.connamespace = 'public'::regnamespace GROUP BY k.oid";

constexpr const char* all_columns =
    "SELECT a.attname::text, format_type(a.atttypid, NULL), a.attnotnull::int, coalesce(p.contype = 'p', "
    "false)::int, (a.attidentity <> '' OR a.attgenerated <> '' OR coalesce(pg_get_expr(d.adbin, d.adrelid) "
    "LIKE 'nextval(%', false))::int, f.confrelid::regclass::text, y.attname::text FROM pg_attribute a LEFT "
    "JOIN pg_attrdef d ON d.adrelid = a.attrelid AND d.adnum = a.attnum LEFT JOIN pg_constraint p ON "
    "p.conrelid "
    "= a.attrelid AND p.contype = 'p' AND p.conkey = ARRAY[a.attnum] LEFT JOIN pg_constraint f ON f.conrelid "
    "= "
    "a.attrelid AND f.contype = 'f' AND f.conkey = ARRAY[a.attnum] LEFT JOIN pg_attribute y ON y.attrelid = "
    "f.confrelid AND y.attnum = f.confkey[1] WHERE a.attrelid = {}::regclass AND a.attnum > 0 AND NOT "
    "a.attisdropped ORDER BY a.attnum";

constexpr const char* all_objects =
    "SELECT 'index ' || c.relname, pg_get_indexdef(c.oid) FROM pg_class c WHERE c.relkind = 'i' AND "
    "c.relnamespace = 'public'::regnamespace AND NOT EXISTS (SELECT 1 FROM pg_constraint k WHERE k.conindid "
    "= "
    "c.oid) UNION ALL SELECT 'trigger ' || t.tgname, pg_get_triggerdef(t.oid) FROM pg_trigger t WHERE NOT "
    "t.tgisinternal UNION ALL SELECT 'view ' || c.relname, pg_get_viewdef(c.oid) FROM pg_class c WHERE "
    "c.relkind IN ('v', 'm') AND c.relnamespace = 'public'::regnamespace";

const char* planner_of(Way way) {
  switch (way) {
  case Way::reversed: // as rows lie, unless a statement sorts them
    return "SET enable_sort = off; SET enable_mergejoin = off; SET enable_indexscan = off; SET "
           "enable_indexonlyscan = off; SET enable_bitmapscan = off";
  case Way::stored:
    return "SET enable_seqscan = off; SET enable_hashagg = off; SET enable_hashjoin = off";
  case Way::plain:
    break;
  }
  return "";
}

const char* role_of(Allowed allowed) {
  return allowed == Allowed::schema ? "author" : allowed == Allowed::change ? "writer" : "reader";
}

std::string text_of(const Cell& cell) {
  const auto* text = std::get_if<std::string>(&cell);
  return text ? *text : "";
}

Kind kind_of(const std::string& type) {
  const auto is = [&](auto... names) { return ((type == names) || ...); };
  if (is("integer", "bigint", "smallint")) return Kind::whole;
  if (is("numeric", "real", "double precision")) return Kind::real;
  if (is("boolean")) return Kind::boolean;
  if (is("date")) return Kind::day;
  if (is("timestamp with time zone", "timestamp without time zone")) return Kind::moment;
  return Kind::text;
}

// What is refused because it would reach beyond the database, by the server's words for it. The other rights
// that are missing (42501) are those that `allow` does not give.
bool reaches_outside(const std::string& message) {
  static constexpr std::array words{"COPY",     "function",  "superuser", "parameter",
                                    "language", "extension", "role",      "large object"};
  return std::any_of(words.begin(), words.end(),
                     [&](const char* word) { return message.find(word) != std::string::npos; });
}

std::string words_of(const ServerError& error) {
  auto words = error.state.empty() ? std::string(trim(error.message))
                                   : fmt::format("{} (SQLSTATE {})", error.message, error.state);
  if (!error.detail.empty()) words += "; " + error.detail;
  if (!error.hint.empty()) words += "; " + error.hint;
  return cut(words, most_words);
}

// Where the letter `count` begins, from 1.
std::size_t byte_of(std::string_view text, int count) {
  std::size_t at = 0;
  while (at < text.size() && ((text[at] & 0xC0) == 0x80 || --count > 0)) ++at;
  return at;
}

Failure failure_of(const ServerError& error) {
  Failure failure;
  failure.what = words_of(error);
  const auto kind = error.state.substr(0, 2);
  failure.constraint = kind == "23";
  if (kind != "22" && kind != "23") failure.refusal = "an error, SQLSTATE " + error.state;
  if (error.state == "42501") {
    failure.forbidden = error.message;
    failure.verdict = reaches_outside(error.message) ? Verdict::security_violation : Verdict::wrong_answer;
  }
  // configuration_limit_exceeded (temp_file_limit), and all of "insufficient resources"
  if (kind == "53") failure.verdict = Verdict::memory_limit_exceeded;
  return failure;
}

class Postgres;

class PostgresDatabase final : public Database {
 public:
  PostgresDatabase(Postgres& engine, std::unique_ptr<Connection> connection)
      : engine_(engine), connection_(std::move(connection)) {}

  Ran run(const std::string& sql, const std::string& name, const Guard& guard) override;
  [[nodiscard]] bool in_transaction() const override { return connection_ && connection_->in_transaction(); }
  void roll_back() override {
    if (in_transaction()) (void)connection_->ask("ROLLBACK");
  }
  [[nodiscard]] std::string save(const std::string& script) override { return script; }
  [[nodiscard]] std::vector<std::string> tables() override;
  [[nodiscard]] std::vector<Column> columns(const std::string& table) override;
  [[nodiscard]] std::map<std::string, std::string> objects() override;
  [[nodiscard]] Ran content(const std::string& table) override;
  [[nodiscard]] std::vector<std::int64_t> row_ids(const std::string& table) override;
  [[nodiscard]] bool foreign_keys_hold() override;

 private:
  void take(Ran& ran, Answer answer, std::string_view statement);

  Postgres& engine_;
  // As a role without rights beyond the schema; none as long as the exercise's own SQL has not asked for one.
  std::unique_ptr<Connection> connection_;
};

// An image is the script that makes it and, behind a NUL, what the superuser takes out of it then.
class Postgres final : public Engine {
 public:
  Postgres(const Task& task, std::unique_ptr<PostgresServer> server)
      : allowed_(task.rules.allowed), server_(std::move(server)) {
    admin_ = connect("bexercise");
    (void)must(admin_->ask_all(roles));
    (void)must(admin_->ask_all(reset)); // gives them the right to connect
    maker_ = connect("author");
    made_.emplace();
  }

  std::unique_ptr<Database> open(const std::string& image) override {
    make(image, Way::plain);
    return std::make_unique<PostgresDatabase>(*this, nullptr);
  }
  std::unique_ptr<Database> open_for_scripts(const std::string& image, Way way, const Case& one) override {
    make(image, way);
    if (allowed_ != Allowed::read) forget_image();
    auto connection = connect(role_of(allowed_));
    (void)must(connection->ask_all(planner_of(way)));
    for (const auto& [name, value] : one.settings)
      (void)must(connection->ask(
          fmt::format("SELECT set_config({}, {}, false)", literal(Cell(name)), literal(Cell(value)))));
    return std::make_unique<PostgresDatabase>(*this, std::move(connection));
  }
  std::string without(const std::string& image, const std::vector<RowId>& rows) override {
    std::string less = image;
    if (less.find('\0') == std::string::npos) less += '\0';
    for (const auto& [table, id] : rows)
      less += fmt::format("DELETE FROM public.{} WHERE ctid = '({},{})';", quoted(table), id >> place_bits,
                          id & ((1 << place_bits) - 1));
    return open(less)->foreign_keys_hold() ? less : std::string();
  }
  [[nodiscard]] std::int64_t now_ms() const override { return steady_ms(); }

  std::unique_ptr<Connection> connect(const std::string& role) {
    auto connection = Connection::open(
        fmt::format("host={} user={} dbname=postgres connect_timeout=30", server_->socket_folder(), role));
    if (!connection) throw EngineBroke("PostgreSQL: " + connection.error());
    return std::move(*connection);
  }
  // Before SQL changes what is there.
  void forget_image() { made_.reset(); }
  // What only the superuser sees in full, whatever a session has changed for itself.
  Answer look(const std::string& query) { return admin_->ask(query); }
  [[nodiscard]] bool has_ended() {
    const auto until = std::chrono::steady_clock::now() + end_limit;
    while (server_->is_alive() && std::chrono::steady_clock::now() < until)
      std::this_thread::sleep_for(std::chrono::milliseconds(5));
    return !server_->is_alive();
  }

 private:
  static Answer must(Answer answer) {
    if (answer.error) throw EngineBroke("PostgreSQL: " + words_of(*answer.error));
    return answer;
  }
  // What is there may still be what is asked for: readers, and looking at it, change nothing.
  void make(const std::string& image, Way way) {
    const bool turned = way != Way::plain;
    if (made_ == image && made_turned_ == turned) return;
    const bool only_turn = made_ == image && turned;
    made_.reset();
    if (!only_turn) play_back(image);
    if (turned) turn_round();
    made_ = image, made_turned_ = turned;
  }
  void play_back(const std::string& image) {
    (void)must(admin_->ask_all(reset));
    const auto end = std::min(image.find('\0'), image.size());
    if (end > 0) {
      (void)must(maker_->ask_all(image.substr(0, end)));
      (void)must(maker_->ask("DISCARD ALL"));
    }
    if (end < image.size())
      (void)must(admin_->ask_all("SET LOCAL session_replication_role = replica;" + image.substr(end + 1)));
    if (allowed_ != Allowed::schema) (void)must(admin_->ask_all(grants));
  }
  void turn_round() {
    std::string script = in_place;
    for (const auto& row : must(look(updates)).rows.rows) script += text_of(row.front()) + ";";
    (void)must(admin_->ask_all(script));
  }

  Allowed allowed_;
  std::unique_ptr<PostgresServer> server_;
  std::unique_ptr<Connection> admin_, maker_; // the superuser, and who owns the tables
  std::optional<std::string> made_; // the image that is there, as long as nobody can have changed it
  bool made_turned_ = false;
};

void PostgresDatabase::take(Ran& ran, Answer answer, std::string_view statement) {
  ++ran.statements;
  if (answer.has_rows) {
    ran.rows = std::move(answer.rows);
    ran.has_rows = true;
    ran.rows_sql = statement;
  }
  if (answer.error) {
    ran.failure = failure_of(*answer.error);
    if (answer.error->position > 0)
      ran.failure->offset = static_cast<int>(byte_of(statement, answer.error->position));
    if (answer.error->state.empty() && engine_.has_ended()) {
      ran.failure->verdict = Verdict::memory_limit_exceeded;
      ran.failure->what = "the server has ended: there is no room for what the statement writes or keeps";
    }
  }
  if (answer.cut == Cut::none) return;
  ran.failure.emplace();
  if (answer.cut == Cut::late) ran.failure->verdict = Verdict::time_limit_exceeded;
  if (answer.cut == Cut::rows) {
    ran.failure->verdict = Verdict::output_limit_exceeded;
    ran.failure->what = fmt::format("the result has more than {} rows or 32 MiB", most_rows);
  }
  if (answer.cut == Cut::copy) {
    ran.failure->verdict = Verdict::wrong_answer;
    ran.failure->forbidden = "COPY from or to the client";
  }
}

Ran PostgresDatabase::run(const std::string& sql, const std::string& name, const Guard& guard) {
  Ran ran;
  const std::string_view text = sql;
  if (!connection_) {
    engine_.forget_image();
    connection_ = engine_.connect("author");
  }
  for (std::size_t at = 0; at < text.size() && !ran.failure;) {
    const auto length = statement_length(text.substr(at));
    const auto begin = at + first_word(text.substr(at, length));
    at += length;
    if (begin >= at) continue;
    const auto statement = text.substr(begin, at - begin);
    take(ran, connection_->ask(std::string(statement), guard.until), statement);
    if (!ran.failure) continue;
    ran.failure->script = name;
    ran.failure->offset = static_cast<int>(begin) + std::max(ran.failure->offset, 0);
  }
  return ran;
}

std::vector<std::string> PostgresDatabase::tables() {
  std::vector<std::string> names;
  for (const auto& row : engine_
                             .look("SELECT relname::text FROM pg_class WHERE relnamespace = "
                                   "'public'::regnamespace AND relkind IN ('r', 'p') ORDER BY oid")
                             .rows.rows)
    names.push_back(text_of(row.front()));
  return names;
}

std::vector<Column> PostgresDatabase::columns(const std::string& table) {
  const auto flag = [](const Cell& cell) { return std::get<std::int64_t>(cell) != 0; };
  std::vector<Column> columns;
  for (const auto& row :
       engine_.look(fmt::format(fmt::runtime(all_columns), literal(Cell("public." + quoted(table)))))
           .rows.rows) {
    Column column;
    column.name = text_of(row[0]);
    column.kind = kind_of(text_of(row[1]));
    column.required = flag(row[2]);
    column.key = flag(row[3]) && column.kind == Kind::whole;
    column.own_value = flag(row[4]);
    column.parent = text_of(row[5]);
    column.parent_column = text_of(row[6]);
    columns.push_back(std::move(column));
  }
  return columns;
}

std::map<std::string, std::string> PostgresDatabase::objects() {
  std::map<std::string, std::string> all;
  for (const auto& row : engine_.look(all_objects).rows.rows) all[text_of(row[0])] = text_of(row[1]);
  return all;
}

Ran PostgresDatabase::content(const std::string& table) {
  Ran ran;
  take(ran, engine_.look("SELECT * FROM public." + quoted(table)), {});
  return ran;
}

std::vector<std::int64_t> PostgresDatabase::row_ids(const std::string& table) {
  const auto answer = engine_.look(fmt::format(
      "SELECT ((ctid::text::point)[0]::bigint << {}) + (ctid::text::point)[1]::bigint FROM public.{}",
      place_bits, quoted(table)));
  std::vector<std::int64_t> ids;
  for (const auto& row : answer.rows.rows) ids.push_back(std::get<std::int64_t>(row.front()));
  return ids;
}

bool PostgresDatabase::foreign_keys_hold() {
  for (const auto& query : engine_.look(orphans).rows.rows)
    if (!engine_.look(text_of(query.front())).rows.rows.empty()) return false;
  return true;
}

} // namespace

tl::expected<std::unique_ptr<Engine>, std::string> make_postgres(const Task& task) {
  if (!libpq()) return tl::unexpected<std::string>("libpq.so.5 cannot be loaded");
  auto server = PostgresServer::start(task.server);
  if (!server) return tl::unexpected(server.error());
  try {
    return std::make_unique<Postgres>(task, std::move(*server));
  } catch (const EngineBroke& broke) {
    return tl::unexpected<std::string>(broke.what());
  }
}

} // namespace bex::sql
