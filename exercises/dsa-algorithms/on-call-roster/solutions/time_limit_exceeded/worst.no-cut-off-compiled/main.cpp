#include <algorithm>
#include <iostream>
#include <string>
#include <vector>

constexpr int Shifts = 14;
constexpr int Most = 3; // shifts of one person

struct Person {
  std::string name, wishes;
  int count = 0;
};

class Roster {
public:
  explicit Roster(std::vector<Person> people) : people_(std::move(people)) {
    std::sort(people_.begin(), people_.end(), [](const Person& a, const Person& b) { return a.name < b.name; });
  }

  // Gives away the shifts that are left; when that is not possible, all is as before.
  bool fill() {
    const std::size_t shift = chosen_.size();
    if (shift == Shifts) return allowed();
    for (Person& person : people_) {
      if (person.wishes[shift] != 'y') continue;
      chosen_.push_back(&person);
      ++person.count;
      if (fill()) return true;
      chosen_.pop_back();
      --person.count;
    }
    return false;
  }

  void print() const {
    for (std::size_t shift = 0; shift < chosen_.size(); ++shift) std::cout << (shift > 0 ? " " : "") << chosen_[shift]->name;
    std::cout << '\n';
  }

private:
  bool allowed() const {
    for (const Person& person : people_)
      if (person.count > Most) return false;
    return std::adjacent_find(chosen_.begin(), chosen_.end()) == chosen_.end();
  }

  std::vector<Person> people_;
  std::vector<const Person*> chosen_; // for the shifts from the first one on
};

int main() {
  int count = 0;
  std::cin >> count;
  std::vector<Person> people(count);
  for (Person& person : people) std::cin >> person.name >> person.wishes;

  Roster roster(std::move(people));
  if (roster.fill()) roster.print();
  else std::cout << "impossible\n";
}
