#include <algorithm>
#include <iostream>
#include <string>
#include <vector>

class Playlist {
public:
  void add(const std::string& track) {
    if (!has(track)) tracks_.push_back(track);
  }

  void after(const std::string& place, const std::string& track) {
    if (has(place) && !has(track)) tracks_.insert(find(place) + 1, track);
  }

  void before(const std::string& place, const std::string& track) {
    if (has(place) && !has(track)) tracks_.insert(find(place), track);
  }

  void drop(const std::string& track) {
    const auto found = find(track);
    if (found == tracks_.end()) return;
    if (cursor_ == track) cursor_ = found + 1 == tracks_.end() ? "" : *(found + 1);
    tracks_.erase(found);
  }

  void move_after(const std::string& place, const std::string& track) {
    if (!has(place) || !has(track) || place == track) return;
    tracks_.erase(find(track));
    tracks_.insert(find(place) + 1, track);
  }

  void top() { cursor_ = tracks_.empty() ? "" : tracks_.front(); }

  void play(int count, std::ostream& out) {
    if (cursor_.empty()) {
      out << "end\n";
      return;
    }
    auto place = find(cursor_);
    for (const char* gap = ""; count > 0 && place != tracks_.end(); --count, gap = " ") out << gap << *place++;
    out << '\n';
    cursor_ = place == tracks_.end() ? "" : *place;
  }

private:
  bool has(const std::string& track) { return find(track) != tracks_.end(); }
  std::vector<std::string>::iterator find(const std::string& track) { return std::find(tracks_.begin(), tracks_.end(), track); }

  std::vector<std::string> tracks_;
  std::string cursor_; // empty at the end
};

int main() {
  std::ios::sync_with_stdio(false);
  std::cin.tie(nullptr);

  Playlist playlist;
  int operations = 0;
  std::cin >> operations;
  for (std::string command, a, b; operations > 0 && std::cin >> command; --operations) {
    if (command == "ADD") {
      std::cin >> a;
      playlist.add(a);
    } else if (command == "AFTER") {
      std::cin >> a >> b;
      playlist.after(a, b);
    } else if (command == "BEFORE") {
      std::cin >> a >> b;
      playlist.before(a, b);
    } else if (command == "DROP") {
      std::cin >> a;
      playlist.drop(a);
    } else if (command == "MOVE") {
      std::string word;
      std::cin >> a >> word >> b;
      playlist.move_after(b, a);
    } else if (command == "TOP") {
      playlist.top();
    } else {
      int count = 0;
      std::cin >> count;
      playlist.play(count, std::cout);
    }
  }
}
