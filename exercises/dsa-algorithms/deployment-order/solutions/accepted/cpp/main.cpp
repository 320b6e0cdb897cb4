#include <algorithm>
#include <iostream>
#include <queue>
#include <string>
#include <unordered_map>
#include <vector>

class Services {
public:
  int id(const std::string& name) {
    const auto [entry, is_new] = ids_.try_emplace(name, static_cast<int>(names.size()));
    if (is_new) {
      names.push_back(name);
      needs.emplace_back();
    }
    return entry->second;
  }

  void forget_repeats() {
    for (auto& others : needs) {
      std::sort(others.begin(), others.end());
      others.erase(std::unique(others.begin(), others.end()), others.end());
    }
  }

  std::vector<std::string> names;
  std::vector<std::vector<int>> needs;

private:
  std::unordered_map<std::string, int> ids_;
};

struct Start {
  std::vector<int> order;    // as far as it goes
  std::vector<int> missing;  // for each service how many of those it needs are missing then
};

Start start_all(const Services& services) {
  const int count = static_cast<int>(services.names.size());
  Start start;
  std::vector<std::vector<int>> needed_by(count);
  for (int service = 0; service < count; ++service) {
    start.missing.push_back(static_cast<int>(services.needs[service].size()));
    for (const int other : services.needs[service]) needed_by[other].push_back(service);
  }
  const auto later = [&](int a, int b) { return services.names[a] > services.names[b]; };
  std::priority_queue<int, std::vector<int>, decltype(later)> ready(later);
  for (int service = 0; service < count; ++service) {
    if (start.missing[service] == 0) ready.push(service);
  }
  while (!ready.empty()) {
    const int started = ready.top();
    ready.pop();
    start.order.push_back(started);
    for (const int service : needed_by[started]) {
      if (--start.missing[service] == 0) ready.push(service);
    }
  }
  return start;
}

// Who is left needs somebody who is left: following these needs leads into a cycle.
std::vector<int> find_cycle(const Services& services, const std::vector<int>& missing) {
  const auto is_left = [&](int service) { return missing[service] > 0; };
  std::vector<int> way, place(missing.size(), -1);
  auto service = static_cast<int>(std::find_if(missing.begin(), missing.end(), [](int n) { return n > 0; }) - missing.begin());
  while (place[service] < 0) {
    place[service] = static_cast<int>(way.size());
    way.push_back(service);
    service = *std::find_if(services.needs[service].begin(), services.needs[service].end(), is_left);
  }
  return {way.begin() + place[service], way.end()};
}

int main() {
  std::ios::sync_with_stdio(false);
  std::cin.tie(nullptr);
  Services services;
  int count = 0;
  std::cin >> count;
  for (std::string word, name, other; count > 0 && std::cin >> word >> name; --count) {
    const int service = services.id(name);
    if (word == "NEEDS" && std::cin >> other) {
      const int needed = services.id(other);
      services.needs[service].push_back(needed);
    }
  }
  services.forget_repeats();

  const Start start = start_all(services);
  const bool all = start.order.size() == services.names.size();
  std::cout << (all ? "order\n" : "cycle\n");
  for (const int service : all ? start.order : find_cycle(services, start.missing)) std::cout << services.names[service] << '\n';
}
