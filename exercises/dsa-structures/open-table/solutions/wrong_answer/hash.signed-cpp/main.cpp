#include <cstdint>
#include <cstdlib>
#include <iostream>
#include <optional>
#include <string>
#include <utility>
#include <vector>

std::uint32_t fnv1a(const std::string& key) {
  std::uint32_t h = 2166136261u;
  for (const unsigned char byte : key) h = (h ^ byte) * 16777619u;
  return h;
}

class Table {
public:
  void put(const std::string& key, const std::string& value) {
    Search found = search(key);
    if (slots_[found.slot].state == State::entry) {
      slots_[found.slot].value = value;
      print("set", found);
      return;
    }
    if (found.tombstone) {
      found.slot = *found.tombstone;
    } else {
      if (10 * (filled_ + 1) > 7 * slots_.size()) {
        grow();
        found = search(key);
      }
      ++filled_;
    }
    slots_[found.slot] = {State::entry, key, value};
    print("new", found);
  }

  void get(const std::string& key) const {
    const Search found = search(key);
    const Slot& slot = slots_[found.slot];
    if (slot.state == State::empty) print("miss", found);
    else std::cout << "hit " << found.slot << ' ' << found.probes << ' ' << slot.value << '\n';
  }

  void del(const std::string& key) {
    const Search found = search(key);
    Slot& slot = slots_[found.slot];
    print(slot.state == State::empty ? "miss" : "gone", found);
    if (slot.state == State::entry) slot = {State::tombstone, "", ""};
  }

private:
  enum class State { empty, tombstone, entry };

  struct Slot {
    State state = State::empty;
    std::string key, value;
  };

  struct Search {
    std::size_t slot = 0; // where it ended
    std::size_t probes = 0;
    std::optional<std::size_t> tombstone; // the first one it passed
  };

  Search search(const std::string& key) const {
    const int home = static_cast<std::int32_t>(fnv1a(key)) % static_cast<int>(slots_.size());
    Search found{static_cast<std::size_t>(std::abs(home)), 1, std::nullopt};
    for (;; ++found.probes) {
      const Slot& slot = slots_[found.slot];
      if (slot.state == State::empty || (slot.state == State::entry && slot.key == key)) return found;
      if (slot.state == State::tombstone && !found.tombstone) found.tombstone = found.slot;
      found.slot = (found.slot + 1) % slots_.size();
    }
  }

  void grow() {
    std::vector<Slot> old(2 * slots_.size());
    old.swap(slots_);
    filled_ = 0;
    for (Slot& slot : old) {
      if (slot.state != State::entry) continue;
      slots_[search(slot.key).slot] = std::move(slot);
      ++filled_;
    }
  }

  static void print(const char* word, const Search& found) {
    std::cout << word << ' ' << found.slot << ' ' << found.probes << '\n';
  }

  std::vector<Slot> slots_ = std::vector<Slot>(8);
  std::size_t filled_ = 0; // slots that are not empty
};

int main() {
  std::ios::sync_with_stdio(false);
  std::cin.tie(nullptr);
  Table table;
  int count = 0;
  std::cin >> count;
  for (std::string command, key, value; count > 0 && std::cin >> command >> key; --count) {
    if (command == "PUT") {
      std::cin >> value;
      table.put(key, value);
    } else if (command == "GET") {
      table.get(key);
    } else {
      table.del(key);
    }
  }
}
