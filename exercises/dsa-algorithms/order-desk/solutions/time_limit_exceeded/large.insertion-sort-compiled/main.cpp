#include <algorithm>
#include <cstdlib>
#include <iostream>
#include <string>
#include <vector>

struct Key {
  std::size_t place = 0; // of its column in the record
  bool number = false;
  bool descending = false;
};

struct Value {
  bool missing = true;
  double number = 0;
  std::string text;
};

struct Record {
  std::string line;
  std::vector<Value> values; // one for each key
};

std::vector<std::string> split(const std::string& text, char separator) {
  std::vector<std::string> parts;
  std::size_t begin = 0;
  for (std::size_t end; (end = text.find(separator, begin)) != std::string::npos; begin = end + 1) {
    parts.push_back(text.substr(begin, end - begin));
  }
  parts.push_back(text.substr(begin));
  return parts;
}

std::vector<Key> read_keys() {
  std::string line;
  std::getline(std::cin, line);
  const auto columns = split(line, ',');
  std::getline(std::cin, line);
  std::vector<Key> keys;
  for (const auto& key : split(line, ',')) {
    const auto words = split(key, ' ');
    for (std::size_t place = 0; place < columns.size(); ++place) {
      const auto column = split(columns[place], ':');
      if (column[0] == words[0]) keys.push_back({place, column[1] == "number", words[1] == "desc"});
    }
  }
  return keys;
}

Record read_record(const std::vector<Key>& keys) {
  Record record;
  std::getline(std::cin, record.line);
  const auto fields = split(record.line, ',');
  for (const Key& key : keys) {
    const std::string& field = fields[key.place];
    Value value;
    value.missing = field.empty();
    if (key.number) value.number = std::strtod(field.c_str(), nullptr);
    else value.text = field;
    record.values.push_back(value);
  }
  return record;
}

bool comes_before(const Record& a, const Record& b, const std::vector<Key>& keys) {
  for (std::size_t i = 0; i < keys.size(); ++i) {
    const Value& left = a.values[i];
    const Value& right = b.values[i];
    if (left.missing && right.missing) continue;
    if (left.missing || right.missing) return right.missing;
    if (keys[i].number && left.number != right.number) return (left.number < right.number) != keys[i].descending;
    if (left.text != right.text) return (left.text < right.text) != keys[i].descending;
  }
  return false;
}

int main() {
  std::ios::sync_with_stdio(false);
  std::cin.tie(nullptr);
  std::string line;
  std::getline(std::cin, line);
  const std::size_t count = std::stoul(line);
  const std::vector<Key> keys = read_keys();
  std::vector<Record> records;
  for (std::size_t i = 0; i < count; ++i) records.push_back(read_record(keys));

  for (std::size_t i = 1; i < records.size(); ++i) {
    for (std::size_t j = i; j > 0 && comes_before(records[j], records[j - 1], keys); --j) {
      std::swap(records[j], records[j - 1]);
    }
  }
  for (const Record& record : records) std::cout << record.line << '\n';
}
