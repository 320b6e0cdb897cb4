#include <libpq-fe.h>

#include <algorithm>
#include <cstdlib>
#include <iostream>
#include <iterator>
#include <map>
#include <memory>
#include <sstream>
#include <stdexcept>
#include <string>
#include <vector>

using Words = std::vector<std::string>;

struct Misuse : std::runtime_error {
  using std::runtime_error::runtime_error;
};
struct Refused : std::runtime_error {
  using std::runtime_error::runtime_error;
};

// Null is no value: NULL.
using Values = std::vector<const char*>;

// The result, its cells joined with tabs. Values travel beside the statement, where they are $1, $2, ...
class Database {
 public:
  Database() : connection_(PQconnectdb(std::getenv("DATABASE_URL")), PQfinish) {
    if (PQstatus(connection_.get()) != CONNECTION_OK) throw Refused(PQerrorMessage(connection_.get()));
  }
  std::string ask(const char* sql, const Values& values = {}) {
    const auto result = must(PQexecParams(connection_.get(), sql, static_cast<int>(values.size()), nullptr,
                                          values.data(), nullptr, nullptr, 0));
    std::string text;
    for (int row = 0; row < PQntuples(result.get()); ++row)
      for (int column = 0; column < PQnfields(result.get()); ++column) {
        text += PQgetvalue(result.get(), row, column);
        text += column + 1 == PQnfields(result.get()) ? '\n' : '\t';
      }
    return text;
  }
  // How many rows the data of a COPY were; none of them is there when it fails.
  std::string copy(const char* sql, const std::string& data) {
    (void)must(PQexec(connection_.get(), sql));
    PQputCopyData(connection_.get(), data.data(), static_cast<int>(data.size()));
    PQputCopyEnd(connection_.get(), nullptr);
    return PQcmdTuples(must(PQgetResult(connection_.get())).get());
  }

 private:
  using Result = std::unique_ptr<PGresult, decltype(&PQclear)>;
  Result must(PGresult* given) {
    Result result(given, PQclear);
    const auto status = PQresultStatus(given);
    if (status != PGRES_TUPLES_OK && status != PGRES_COMMAND_OK && status != PGRES_COPY_IN)
      throw Refused(PQerrorMessage(connection_.get()));
    return result;
  }
  std::unique_ptr<PGconn, decltype(&PQfinish)> connection_;
};

void must(bool fits, const char* usage) {
  if (!fits) throw Misuse(usage);
}

std::string number(const std::string& text) {
  const bool digits = std::all_of(text.begin(), text.end(), [](char c) { return c >= '0' && c <= '9'; });
  must(!text.empty() && text.size() <= 9 && digits, "an ID has one to nine digits");
  return text;
}

std::string found(std::string printed, const std::string& id) {
  if (printed.empty()) throw Refused("there is no contact " + id);
  return printed;
}

// A line as COPY reads it: a backslash stands for itself when there are two, and \N is NULL.
std::string copied(const std::string& line) {
  const auto tabs = std::count(line.begin(), line.end(), '\t');
  if (tabs != 1 && tabs != 2) throw Refused("a line is no contact: " + line);
  std::string text;
  for (const char c : line) text += c == '\\' ? std::string("\\\\") : std::string(1, c);
  if (tabs == 1) text += '\t';
  return text.back() == '\t' ? text + "\\N\n" : text + "\n";
}

std::string add_all() {
  std::string data;
  for (std::string line; std::getline(std::cin, line);) data += copied(line);
  return Database().copy("COPY contacts (name, phone, email) FROM STDIN", data) + "\n";
}

std::string add(Words words) {
  if (words.size() == 1 && words[0] == "-") return add_all();
  must(words.size() == 2 || words.size() == 3, "add NAME PHONE [EMAIL], or add -");
  const bool has_email = words.size() == 3 && !words[2].empty();
  return Database().ask("INSERT INTO contacts (email, phone, name) VALUES ($3, $2, $1) RETURNING id",
                        {words[0].c_str(), words[1].c_str(), has_email ? words[2].c_str() : nullptr});
}

std::string list(Words words) {
  must(words.size() <= 1, "list [TEXT]");
  return Database().ask("SELECT id, name, phone, email FROM contacts WHERE $1::text IS NULL OR strpos(name, $1) > 0 ORDER BY 1",
                        {words.empty() ? nullptr : words[0].c_str()});
}

std::string show(Words words) {
  must(words.size() == 1, "show ID");
  const auto id = number(words[0]);
  return found(Database().ask("SELECT c.id, c.name, c.phone, coalesce(c.email, '') FROM contacts AS c WHERE c.id = $1::int",
                              {id.c_str()}),
               id);
}

// One statement for all fields: those that are not given are NULL, and keep what is there.
std::string edit(Words words) {
  must(words.size() >= 3 && words.size() % 2 == 1, "edit ID with at least one of --name, --phone, --email");
  const auto id = number(words[0]);
  std::map<std::string, const char*> given{{"--name", nullptr}, {"--phone", nullptr}, {"--email", nullptr}};
  for (std::size_t i = 1; i < words.size(); i += 2) {
    must(given.count(words[i]) > 0, "edit: no such field");
    given[words[i]] = words[i + 1].c_str();
  }
  found(Database().ask("UPDATE contacts SET name = coalesce($2, name), phone = coalesce($3, phone), "
                       "email = CASE WHEN $4::text IS NULL THEN email ELSE nullif($4, '') END WHERE id = $1 RETURNING id",
                       {id.c_str(), given["--name"], given["--phone"], given["--email"]}),
        id);
  return "";
}

std::string rm(Words words) {
  must(words.size() == 1, "rm ID");
  const auto id = number(words[0]);
  found(Database().ask("WITH gone AS (DELETE FROM contacts WHERE id = $1 RETURNING id) SELECT id FROM gone", {id.c_str()}), id);
  return "";
}

int main(int argc, char** argv) {
  const std::map<std::string, std::string (*)(Words)> commands{
      {"add", add}, {"list", list}, {"show", show}, {"edit", edit}, {"rm", rm}};
  try {
    const auto command = commands.find(argc > 1 ? argv[1] : "");
    must(command != commands.end(), "contacts add|list|show|edit|rm");
    std::cout << command->second(Words(argv + 2, argv + argc));
  } catch (const Misuse& misuse) {
    std::cerr << misuse.what() << "\n";
    return 2;
  } catch (const Refused& refused) {
    std::cerr << refused.what() << "\n";
    return 1;
  }
}
