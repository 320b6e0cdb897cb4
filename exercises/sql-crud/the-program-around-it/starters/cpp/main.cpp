#include <libpq-fe.h>

#include <cstdlib>
#include <iostream>
#include <string>
#include <vector>

// Debian: sudo apt-get install libpq-dev. Values travel beside the statement: $1, $2, ... stand for them.
PGresult* ask(PGconn* connection, const std::string& sql, const std::vector<std::string>& values = {}) {
  std::vector<const char*> pointers;
  for (const auto& value : values) pointers.push_back(value.c_str());
  return PQexecParams(connection, sql.c_str(), static_cast<int>(values.size()), nullptr, pointers.data(), nullptr,
                      nullptr, 0);
}

int main(int argc, char** argv) {
  const std::vector<std::string> words(argv + 1, argv + argc);
  if (words != std::vector<std::string>{"list"}) return 2;
  PGconn* connection = PQconnectdb(std::getenv("DATABASE_URL"));
  PGresult* result = ask(connection, "SELECT id, name, phone, email FROM contacts");
  for (int row = 0; row < PQntuples(result); ++row)
    std::cout << PQgetvalue(result, row, 0) << '\t' << PQgetvalue(result, row, 1) << '\n';
  PQclear(result);
  PQfinish(connection);
}
