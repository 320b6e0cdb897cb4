#include <algorithm>
#include <iostream>
#include <string>
#include <vector>

struct Event {
  long long time = 0;
  std::string text;
};

struct Feed {
  std::string name;
  std::vector<Event> events;
};

// The next event of a feed: event `place` of feed `feed`.
struct Head {
  long long time = 0;
  std::size_t feed = 0, place = 0;
};

int main() {
  std::ios::sync_with_stdio(false);
  std::cin.tie(nullptr);
  std::size_t count = 0;
  std::cin >> count;
  std::vector<Feed> feeds(count);
  for (Feed& feed : feeds) {
    std::size_t size = 0;
    std::cin >> feed.name >> size;
    feed.events.resize(size);
    for (Event& event : feed.events) {
      std::cin >> event.time;
      std::cin.ignore(); // the blank before the text
      std::getline(std::cin, event.text);
    }
  }

  std::vector<Head> heads;
  for (std::size_t i = 0; i < feeds.size(); ++i)
    if (!feeds[i].events.empty()) heads.push_back({feeds[i].events[0].time, i, 0});
  while (!heads.empty()) {
    const auto head = std::min_element(heads.begin(), heads.end(), [](const Head& a, const Head& b) { return a.time < b.time; });
    const Feed& feed = feeds[head->feed];
    std::cout << head->time << ' ' << feed.name << ' ' << feed.events[head->place].text << '\n';
    if (++head->place < feed.events.size()) head->time = feed.events[head->place].time;
    else heads.erase(head);
  }
}
