#include <algorithm>
#include <iostream>
#include <string>
#include <unordered_map>
#include <vector>

class Cache {
public:
  // nullptr when the key is not there.
  const std::string* get(const std::string& key) {
    const auto found = entries_.find(key);
    if (found == entries_.end()) return nullptr;
    found->second.used = ++now_;
    return &found->second.value;
  }

  void put(const std::string& key, const std::string& value) {
    entries_[key] = {value, ++now_};
    shrink();
  }

  void del(const std::string& key) { entries_.erase(key); }

  void set_limit(std::size_t limit) {
    limit_ = limit;
    shrink();
  }

  void print_keys(std::ostream& out) const {
    std::vector<std::pair<long, std::string>> keys;
    for (const auto& [key, entry] : entries_) keys.push_back({-entry.used, key});
    std::sort(keys.begin(), keys.end());
    if (keys.empty()) out << "empty";
    const char* between = "";
    for (const auto& [used, key] : keys) {
      out << between << key;
      between = " ";
    }
    out << '\n';
  }

private:
  struct Entry {
    std::string value;
    long used = 0;
  };

  void shrink() {
    while (entries_.size() > limit_)
      entries_.erase(std::min_element(entries_.begin(), entries_.end(), [](const auto& a, const auto& b) { return a.second.used < b.second.used; }));
  }

  std::unordered_map<std::string, Entry> entries_;
  long now_ = 0;
  std::size_t limit_ = 1;
};

int main() {
  std::ios::sync_with_stdio(false);
  std::cin.tie(nullptr);
  Cache cache;
  int count = 0;
  std::cin >> count;
  for (std::string command, key, value; count > 0 && std::cin >> command; --count) {
    if (command == "GET") {
      std::cin >> key;
      const std::string* found = cache.get(key);
      std::cout << (found ? *found : "miss") << '\n';
    } else if (command == "PUT") {
      std::cin >> key >> value;
      cache.put(key, value);
    } else if (command == "DEL") {
      std::cin >> key;
      cache.del(key);
    } else if (command == "LIMIT") {
      std::size_t limit = 0;
      std::cin >> limit;
      cache.set_limit(limit);
    } else {
      cache.print_keys(std::cout);
    }
  }
}
