#include <iostream>
#include <string>
#include <unordered_map>
#include <utility>
#include <vector>

constexpr int nobody = -1;

class Staff {
public:
  explicit Staff(const std::vector<int>& managers)
      : managers_(managers), depth_(managers.size(), 0), team_(managers.size(), 1), lane_(managers.size()) {
    const int count = static_cast<int>(managers.size());
    std::vector<std::vector<int>> reports(count);
    std::vector<int> order; // every manager before their reports
    order.reserve(count);
    for (int person = 0; person < count; ++person) {
      if (managers[person] == nobody) order.push_back(person);
      else reports[managers[person]].push_back(person);
    }
    for (std::size_t i = 0; i < order.size(); ++i) {
      for (const int report : reports[order[i]]) {
        depth_[report] = depth_[order[i]] + 1;
        order.push_back(report);
      }
    }
    for (auto person = order.rbegin(); person != order.rend(); ++person) {
      for (const int report : reports[*person]) team_[*person] += team_[report];
    }
    // A lane goes on with the report who has the largest team. Who leaves it upwards comes into a team
    // at least twice as large, so no way up has many lanes.
    for (int person = 0; person < count; ++person) lane_[person] = person;
    for (const int person : order) {
      int largest = nobody;
      for (const int report : reports[person]) {
        if (largest == nobody || team_[report] > team_[largest]) largest = report;
      }
      if (largest != nobody) lane_[largest] = lane_[person];
    }
  }

  int depth(int person) const { return depth_[person]; }
  int team(int person) const { return team_[person]; }

  int shared(int a, int b) const {
    while (lane_[a] != lane_[b]) {
      if (depth_[lane_[a]] < depth_[lane_[b]]) std::swap(a, b);
      a = managers_[lane_[a]];
      if (a == nobody) return nobody;
    }
    return depth_[a] < depth_[b] ? a : b;
  }

  int common(int a, int b) const {
    while (a != b) {
      if (depth_[a] < depth_[b]) std::swap(a, b);
      a = managers_[a];
      if (a == nobody) return nobody;
    }
    return a;
  }

  bool boss(int a, int b) const { return a != b && shared(a, b) == a; }

private:
  std::vector<int> managers_;
  std::vector<int> depth_;
  std::vector<int> team_;
  std::vector<int> lane_; // the uppermost person of each one's lane
};

struct Question {
  char kind; // the first letter
  int a;
  int b;
};

int main() {
  std::ios::sync_with_stdio(false);
  std::cin.tie(nullptr);

  std::unordered_map<std::string, int> numbers;
  std::vector<std::string> names;
  std::vector<int> managers;
  const auto read_person = [&] {
    std::string name;
    std::cin >> name;
    const auto [entry, is_new] = numbers.try_emplace(name, static_cast<int>(names.size()));
    if (is_new) {
      names.push_back(name);
      managers.push_back(nobody);
    }
    return entry->second;
  };

  std::vector<Question> questions;
  int count = 0;
  std::cin >> count;
  for (std::string kind; count > 0 && std::cin >> kind; --count) {
    const int a = read_person();
    const int b = kind == "DEPTH" || kind == "TEAM" ? nobody : read_person();
    if (kind == "REPORTS") managers[a] = b;
    else questions.push_back({kind[0], a, b});
  }

  const Staff staff(managers);
  for (const auto& [kind, a, b] : questions) {
    if (kind == 'D') std::cout << staff.depth(a) << '\n';
    else if (kind == 'T') std::cout << staff.team(a) << '\n';
    else if (kind == 'B') std::cout << (staff.boss(a, b) ? "yes\n" : "no\n");
    else {
      const int person = staff.common(a, b);
      std::cout << (person == nobody ? "none" : names[person]) << '\n';
    }
  }
}
