#include <iostream>
#include <list>
#include <string>
#include <unordered_map>

class Cache {
public:
  // nullptr when the key is not there.
  const std::string* get(const std::string& key) {
    const auto found = places_.find(key);
    if (found == places_.end()) return nullptr;
    use(found->second);
    return &found->second->value;
  }

  void put(const std::string& key, const std::string& value) {
    const auto [found, is_new] = places_.try_emplace(key);
    if (is_new) {
      found->second = entries_.insert(entries_.begin(), {key, value});
      shrink();
    } else {
      found->second->value = value;
      use(found->second);
    }
  }

  void del(const std::string& key) {
    const auto found = places_.find(key);
    if (found == places_.end()) return;
    entries_.erase(found->second);
    places_.erase(found);
  }

  void set_limit(std::size_t limit) {
    limit_ = limit;
    shrink();
  }

  void print_keys(std::ostream& out) const {
    if (entries_.empty()) out << "empty";
    const char* between = "";
    for (const Entry& entry : entries_) {
      out << between << entry.key;
      between = " ";
    }
    out << '\n';
  }

private:
  struct Entry {
    std::string key, value;
  };
  using Entries = std::list<Entry>;

  // Moves the entry to the front without copying it: its place stays valid.
  void use(Entries::iterator place) { entries_.splice(entries_.begin(), entries_, place); }

  void shrink() {
    while (entries_.size() > limit_) {
      places_.erase(entries_.back().key);
      entries_.pop_back();
    }
  }

  Entries entries_; // the one that was used last first
  std::unordered_map<std::string, Entries::iterator> places_;
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
