#include <iostream>
#include <iterator>
#include <list>
#include <string>
#include <unordered_map>

class Playlist {
public:
  void add(const std::string& track) {
    if (!has(track)) insert(tracks_.end(), track);
  }

  void after(const std::string& place, const std::string& track) {
    if (has(place) && !has(track)) insert(std::next(places_[place]), track);
  }

  void before(const std::string& place, const std::string& track) {
    if (has(place) && !has(track)) insert(places_[place], track);
  }

  void drop(const std::string& track) {
    const auto found = places_.find(track);
    if (found == places_.end()) return;
    if (cursor_ == found->second) ++cursor_;
    tracks_.erase(found->second);
    places_.erase(found);
  }

  // To splice a node changes links only, so every iterator, the cursor too, stays on its track.
  void move_after(const std::string& place, const std::string& track) {
    if (has(place) && has(track) && place != track) tracks_.splice(std::next(places_[place]), tracks_, places_[track]);
  }

  void top() { cursor_ = tracks_.begin(); }

  void play(int count, std::ostream& out) {
    if (cursor_ == tracks_.end()) out << "end";
    for (const char* gap = ""; count > 0 && cursor_ != tracks_.end(); --count, gap = " ") out << gap << *cursor_++;
    out << '\n';
  }

private:
  using Place = std::list<std::string>::iterator;

  bool has(const std::string& track) const { return places_.count(track) > 0; }
  void insert(Place place, const std::string& track) { places_[track] = tracks_.insert(place, track); }

  std::list<std::string> tracks_;
  std::unordered_map<std::string, Place> places_;
  Place cursor_ = tracks_.end();
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
