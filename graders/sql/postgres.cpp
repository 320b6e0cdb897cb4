#include "graders/sql/postgres.hpp"

#include "graders/services/postgres_server.hpp"
#include "graders/sql/connection.hpp"
#include "graders/sql/lexer.hpp"
#include "graders/sql/plan.hpp"
#include "graders/sql/postgres_error.hpp"
#include "graders/sql/postgres_session.hpp"
#include "sandboxes/base/text.hpp"

#include <fmt/format.h>

#include <chrono>
#include <thread>

namespace bex::sql {
namespace {

using services::PostgresServer;

constexpr int place_bits = 16;               // of a row's place within its page
constexpr std::chrono::seconds end_limit{2}; // from the end of a connection to that of its server

// Once. Nobody but the superuser makes anything outside of the schema: no schemas, no temporary tables.
// Two that wait for one another wait for no third thing: the server may look for it at once.
constexpr const char* roles = "CREATE ROLE author LOGIN; CREATE ROLE writer LOGIN; CREATE ROLE reader LOGIN;"
                              "REVOKE ALL ON DATABASE postgres FROM PUBLIC;"
                              "ALTER DATABASE postgres SET deadlock_timeout = '20ms'";

// Everything that a session can leave behind goes: objects, rights, large objects, settings of its role.
constexpr const char* reset = "DROP OWNED BY author, writer, reader CASCADE;"
                              "DROP SCHEMA IF EXISTS public, kept CASCADE;"
                              "CREATE SCHEMA public AUTHORIZATION author;"
                              "GRANT USAGE ON SCHEMA public TO writer, reader;"
                              "GRANT CONNECT ON DATABASE postgres TO author, writer, reader;"
                              "ALTER ROLE author RESET ALL; ALTER ROLE writer RESET ALL;"
                              "ALTER ROLE reader RESET ALL";

constexpr const char* grants =
    "GRANT SELECT ON ALL TABLES IN SCHEMA public TO reader;"
    "GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA public TO writer;"
    "GRANT USAGE, SELECT ON ALL SEQUENCES IN SCHEMA public TO writer";

// What keeps the rows of each table and the state of each sequence in a schema that only the superuser sees,
// and what puts them back. That is all that a role can change which owns nothing and may write to tables...
constexpr const char* copies =
    "SELECT format('CREATE TABLE kept.%1$I AS SELECT * FROM ONLY public.%1$I', c.relname), "
    "format('DELETE FROM ONLY public.%1$I; INSERT INTO public.%1$I (%2$s) OVERRIDING SYSTEM VALUE SELECT "
    "%2$s "
    "FROM kept.%1$I', c.relname, string_agg(quote_ident(a.attname), ', ' ORDER BY a.attnum)) FROM pg_class c "
    "JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped AND a.attgenerated = "
    "'' "
    "WHERE c.relnamespace = 'public'::regnamespace AND c.relkind = 'r' GROUP BY c.relname UNION ALL "
    "SELECT format('CREATE TABLE kept.%1$I AS SELECT last_value, is_called FROM public.%1$I', relname), "
    "format('SELECT setval(%2$L, last_value, is_called) FROM kept.%1$I', relname, format('public.%I', "
    "relname)) FROM pg_class WHERE relnamespace = 'public'::regnamespace AND relkind = 'S'";

// ... beside these two, and unless a function lends it the rights of its owner.
constexpr const char* put_back = "SET LOCAL session_replication_role = replica; ALTER ROLE writer RESET ALL;"
                                 "SELECT lo_unlink(oid) FROM pg_largeobject_metadata WHERE lomowner = "
                                 "'writer'::regrole;";
constexpr const char* lenders =
    "SELECT 1 FROM pg_proc WHERE pronamespace = 'public'::regnamespace AND prosecdef";

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
  case Way::counted:
    break;
  }
  return "";
}

const char* role_of(Allowed allowed) {
  return allowed == Allowed::schema ? "author" : allowed == Allowed::change ? "writer" : "reader";
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

using Settings = std::map<std::string, std::string>; // of a session

class Postgres;

class PostgresDatabase final : public Database {
 public:
  PostgresDatabase(Postgres& engine, std::string role, Way way = Way::plain, Settings settings = {})
      : engine_(engine), role_(std::move(role)), way_(way), settings_(std::move(settings)) {}
  ~PostgresDatabase() override;
  PostgresDatabase(const PostgresDatabase&) = delete;
  PostgresDatabase& operator=(const PostgresDatabase&) = delete;

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
  Ran ask(const std::string& statement, const Guard& guard);
  Ran explain(const std::string& statement, const Guard& guard);

  Postgres& engine_;
  std::string role_;
  Way way_;
  Settings settings_;
  std::unique_ptr<Connection> connection_; // none as long as nothing was asked
};

// An image is the script that makes it and, behind a NUL, what the superuser takes out of it then.
class Postgres final : public Engine {
 public:
  Postgres(const Task& task, PostgresServer& server, bool is_new)
      : allowed_(task.rules.allowed), server_(server) {
    admin_ = connect("bexercise");
    if (is_new) (void)must(admin_->ask_all(roles));
    (void)must(admin_->ask_all(reset)); // gives them the right to connect
    maker_ = connect("author");
    made_.emplace();
  }

  std::unique_ptr<Database> open(const std::string& image) override {
    make(image, Way::plain, true);
    return std::make_unique<PostgresDatabase>(*this, "author");
  }
  std::unique_ptr<Database> open_for_scripts(const std::string& image, Way way, const Case& one) override {
    make(image, way, way == Way::counted);
    // The planner knows the tables, and pages are marked as visible, as in a database that lives.
    if (way == Way::counted) (void)must(admin_->ask("VACUUM ANALYZE"));
    return std::make_unique<PostgresDatabase>(*this, role_of(allowed_), way, one.settings);
  }
  std::unique_ptr<Session> open_session(const SessionOf& one, const std::string& isolation) override {
    auto settings = one.settings;
    settings["default_transaction_isolation"] = isolation;
    const std::string role = role_of(allowed_);
    return make_session(connect(role, Way::plain, settings), *admin_, idle_[role]);
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

  // As a role without rights beyond the schema; what it may change is no longer an image that is known.
  std::unique_ptr<Connection> connect(const std::string& role, Way way, const Settings& settings) {
    if (role != role_of(Allowed::read)) made_.reset();
    if (role == role_of(Allowed::schema)) kept_.reset();
    auto connection = connection_of(role);
    (void)must(connection->ask_all(planner_of(way)));
    set(*connection, settings);
    return connection;
  }
  void take_back(const std::string& role, std::unique_ptr<Connection> connection) {
    if (connection->idle()) idle_[role].push_back(std::move(connection));
  }
  // What only the superuser sees in full, whatever a session has changed for itself.
  Answer look(const std::string& query) { return admin_->ask(query); }
  [[nodiscard]] bool has_ended() {
    const auto until = std::chrono::steady_clock::now() + end_limit;
    while (server_.is_alive() && std::chrono::steady_clock::now() < until)
      std::this_thread::sleep_for(std::chrono::milliseconds(5));
    return !server_.is_alive();
  }

 private:
  std::unique_ptr<Connection> connect(const std::string& role) {
    auto connection = Connection::open(
        fmt::format("host={} user={} dbname=postgres connect_timeout=30", server_.socket_folder(), role));
    if (!connection) throw EngineBroke("PostgreSQL: " + connection.error());
    return std::move(*connection);
  }
  // One that is left behind is as good as new, and costs no process of the server. A session may have ended
  // those of its role, though.
  std::unique_ptr<Connection> connection_of(const std::string& role) {
    auto& idle = idle_[role];
    while (!idle.empty()) {
      auto connection = std::move(idle.back());
      idle.pop_back();
      if (!connection->ask("DISCARD ALL").error) return connection;
    }
    return connect(role);
  }
  static Answer must(Answer answer) {
    if (answer.error) throw EngineBroke("PostgreSQL: " + words_of(*answer.error));
    return answer;
  }
  static void set(Connection& connection, const Settings& settings) {
    std::vector<std::string> calls;
    for (const auto& [name, value] : settings)
      calls.push_back(fmt::format("set_config({}, {}, false)", literal(Cell(name)), literal(Cell(value))));
    if (!calls.empty()) (void)must(connection.ask("SELECT " + join(calls, ", ")));
  }
  // What is there may still be what is asked for: readers, and looking at it, change nothing. `as_new`: each
  // row is in its own place (ctid), and no page has room that another row has left.
  void make(const std::string& image, Way way, bool as_new) {
    const bool turned = way == Way::reversed || way == Way::stored;
    if (made_ == image && made_turned_ == turned && !(as_new && put_back_)) return;
    const bool only_turn = made_ == image && turned;
    made_.reset();
    if (!only_turn && kept_ == image && !as_new)
      (void)must(admin_->ask_all(back_)), put_back_ = true;
    else if (!only_turn)
      play_back(image);
    if (turned) turn_round();
    made_ = image, made_turned_ = turned;
  }
  void play_back(const std::string& image) {
    kept_.reset();
    put_back_ = false;
    (void)must(admin_->ask_all(reset));
    const auto end = std::min(image.find('\0'), image.size());
    if (end > 0) {
      (void)must(maker_->ask_all(image.substr(0, end)));
      (void)must(maker_->ask("DISCARD ALL"));
    }
    if (end < image.size())
      (void)must(admin_->ask_all("SET LOCAL session_replication_role = replica;" + image.substr(end + 1)));
    if (allowed_ != Allowed::schema) (void)must(admin_->ask_all(grants));
    if (allowed_ == Allowed::change) keep(image);
  }
  void keep(const std::string& image) {
    if (!must(look(lenders)).rows.rows.empty()) return;
    std::string there = "CREATE SCHEMA kept;";
    back_ = put_back;
    for (const auto& row : must(look(copies)).rows.rows) {
      there += text_of(row[0]) + ";";
      back_ += text_of(row[1]) + ";";
    }
    (void)must(admin_->ask_all(there));
    kept_ = image;
  }
  void turn_round() {
    std::string script = in_place;
    for (const auto& row : must(look(updates)).rows.rows) script += text_of(row.front()) + ";";
    (void)must(admin_->ask_all(script));
  }

  Allowed allowed_;
  PostgresServer& server_;
  std::unique_ptr<Connection> admin_, maker_; // the superuser, and who owns the tables
  std::optional<std::string> made_; // the image that is there, as long as nobody can have changed it
  bool made_turned_ = false;
  std::optional<std::string> kept_; // the image that `back_` makes of it, whatever a writer has done
  std::string back_;
  bool put_back_ = false; // and has made
  std::map<std::string, std::vector<std::unique_ptr<Connection>>> idle_; // of each role
};

PostgresDatabase::~PostgresDatabase() {
  if (connection_) engine_.take_back(role_, std::move(connection_));
}

Ran PostgresDatabase::ask(const std::string& statement, const Guard& guard) {
  auto ran = ran_of(connection_->ask(statement, guard.until), statement);
  if (ran.failure && ran.failure->state.empty() && ran.failure->verdict == Verdict::run_time_error &&
      engine_.has_ended()) {
    ran.failure->verdict = Verdict::memory_limit_exceeded;
    ran.failure->what = "the server has ended: there is no room for what the statement writes or keeps";
  }
  return ran;
}

// Runs it as well: ANALYZE.
Ran PostgresDatabase::explain(const std::string& statement, const Guard& guard) {
  Ran ran;
  const auto plan = [&](const char* how, auto add) {
    if (ran.failure) return;
    auto explained = ask(how + statement, guard);
    const auto* text = explained.rows.rows.empty() ? nullptr : std::get_if<Typed>(&explained.rows.rows[0][0]);
    ran.failure = std::move(explained.failure);
    if (ran.failure) ran.failure->offset = -1;
    if (!ran.failure && !(text && add(ran.counters, text->text)))
      throw EngineBroke("PostgreSQL explains a statement in a way that is not known here");
  };
  (void)connection_->ask("SET enable_seqscan = off");
  plan("EXPLAIN (FORMAT JSON) ", add_read_whole);
  (void)connection_->ask("SET enable_seqscan = on");
  plan("EXPLAIN (ANALYZE, BUFFERS, TIMING OFF, FORMAT JSON) ", add_counts);
  ran.statements = 1;
  return ran;
}

Ran PostgresDatabase::run(const std::string& sql, const std::string& name, const Guard& guard) {
  Ran all;
  if (!connection_) connection_ = engine_.connect(role_, way_, settings_);
  for (const auto& [offset, text] : statements_of(sql)) {
    const std::string statement(text);
    auto ran =
        way_ == Way::counted && can_be_explained(text) ? explain(statement, guard) : ask(statement, guard);
    ++all.statements;
    all.counters += ran.counters;
    if (ran.has_rows)
      all.rows = std::move(ran.rows), all.has_rows = true, all.rows_sql = std::move(ran.rows_sql);
    all.failure = std::move(ran.failure);
    if (!all.failure) continue;
    all.failure->script = name;
    all.failure->offset = static_cast<int>(offset) + std::max(all.failure->offset, 0);
    break;
  }
  return all;
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
  return ran_of(engine_.look("SELECT * FROM public." + quoted(table)), {});
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

tl::expected<std::unique_ptr<Engine>, std::string>
make_postgres(const Task& task, std::unique_ptr<services::PostgresServer>& server) {
  if (!libpq()) return tl::unexpected<std::string>("libpq.so.5 cannot be loaded");
  const bool is_new = !server;
  if (is_new) {
    auto started = PostgresServer::start(task.server);
    if (!started) return tl::unexpected(started.error());
    server = std::move(*started);
  }
  try {
    return std::make_unique<Postgres>(task, *server, is_new);
  } catch (const EngineBroke& broke) {
    return tl::unexpected<std::string>(broke.what());
  }
}

} // namespace bex::sql
