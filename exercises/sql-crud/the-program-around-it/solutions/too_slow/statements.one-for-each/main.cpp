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

// The result, its cells joined with tabs. Values travel beside the statement, where they are $1, $2, ...
class Database {
 public:
  Database() : connection_(PQconnectdb(std::getenv("DATABASE_URL")), PQfinish) {
    if (PQstatus(connection_.get()) != CONNECTION_OK) throw Refused(PQerrorMessage(connection_.get()));
  }
  std::string ask(const std::string& sql, const Words& values = {}) {
    std::vector<const char*> pointers;
    for (const auto& value : values) pointers.push_back(value.c_str());
    const std::unique_ptr<PGresult, decltype(&PQclear)> result(
        PQexecParams(connection_.get(), sql.c_str(), static_cast<int>(values.size()), nullptr, pointers.data(),
                     nullptr, nullptr, 0),
        PQclear);
    const auto status = PQresultStatus(result.get());
    if (status != PGRES_TUPLES_OK && status != PGRES_COMMAND_OK) throw Refused(PQerrorMessage(connection_.get()));
    std::string text;
    for (int row = 0; row < PQntuples(result.get()); ++row)
      for (int column = 0; column < PQnfields(result.get()); ++column) {
        text += PQgetvalue(result.get(), row, column);
        text += column + 1 == PQnfields(result.get()) ? '\n' : '\t';
      }
    return text;
  }

 private:
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

constexpr const char* insert =
    "INSERT INTO contacts (name, phone, email) VALUES ($1, $2, nullif($3, '')) RETURNING id";

Words fields_of(const std::string& line) {
  Words fields;
  std::istringstream in(line + "\t");
  for (std::string field; std::getline(in, field, '\t');) fields.push_back(field);
  if (fields.size() == 2) fields.emplace_back();
  if (fields.size() != 3) throw Refused("a line is no contact: " + line);
  return fields;
}

std::string add_all() {
  Database database;
  int count = 0;
  database.ask("BEGIN");
  for (std::string line; std::getline(std::cin, line); ++count) database.ask(insert, fields_of(line));
  database.ask("COMMIT");
  return std::to_string(count) + "\n";
}

std::string add(Words words) {
  if (words.size() == 1 && words[0] == "-") return add_all();
  must(words.size() == 2 || words.size() == 3, "add NAME PHONE [EMAIL], or add -");
  words.resize(3);
  return Database().ask(insert, words);
}

std::string list(Words words) {
  must(words.size() <= 1, "list [TEXT]");
  words.resize(1);
  Database database;
  std::istringstream ids(database.ask("SELECT id FROM contacts WHERE position($1 IN name) > 0 ORDER BY id", words));
  std::string printed;
  for (std::string id; ids >> id;)
    printed += database.ask("SELECT id, name, phone, email FROM contacts WHERE id = $1", {id});
  return printed;
}

std::string show(Words words) {
  must(words.size() == 1, "show ID");
  const auto id = number(words[0]);
  return found(Database().ask("SELECT id, name, phone, email FROM contacts WHERE id = $1", {id}), id);
}

std::string edit(Words words) {
  must(words.size() >= 3 && words.size() % 2 == 1, "edit ID with at least one of --name, --phone, --email");
  Words values{number(words[0])};
  std::string changes;
  for (std::size_t i = 1; i < words.size(); i += 2) {
    must(words[i] == "--name" || words[i] == "--phone" || words[i] == "--email", "edit: no such field");
    values.push_back(words[i + 1]);
    const auto place = "$" + std::to_string(values.size());
    changes += (changes.empty() ? "" : ", ") + words[i].substr(2) + " = ";
    changes += words[i] == "--email" ? "nullif(" + place + ", '')" : place;
  }
  found(Database().ask("UPDATE contacts SET " + changes + " WHERE id = $1 RETURNING id", values), values[0]);
  return "";
}

std::string rm(Words words) {
  must(words.size() == 1, "rm ID");
  const auto id = number(words[0]);
  found(Database().ask("DELETE FROM contacts WHERE id = $1 RETURNING id", {id}), id);
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
