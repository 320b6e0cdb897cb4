#include <iostream>
#include <queue>
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

  // Only one head of each feed is in the heap at a time, so time and feed decide.
  bool operator>(const Head& other) const { return time != other.time ? time > other.time : feed > other.feed; }
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

  std::priority_queue<Head, std::vector<Head>, std::greater<>> heads;
  for (std::size_t i = 0; i < feeds.size(); ++i)
    if (!feeds[i].events.empty()) heads.push({feeds[i].events[0].time, i, 0});
  while (!heads.empty()) {
    Head head = heads.top();
    heads.pop();
    const Feed& feed = feeds[head.feed];
    std::cout << head.time << ' ' << feed.name << ' ' << feed.events[head.place].text << '\n';
    if (++head.place < feed.events.size()) {
      head.time = feed.events[head.place].time;
      heads.push(head);
    }
  }
}
