#include <iostream>
#include <unordered_map>
#include <vector>

using namespace std;

vector<long long> pair(vector<long long>& amounts, long long total) {
  cout << "looking at " << amounts.size() << endl;
  unordered_map<long long, long long> places;
  for (size_t place = 0; place < amounts.size(); ++place) {
    if (const auto other = places.find(total - amounts[place]); other != places.end())
      return {other->second, static_cast<long long>(place)};
    places.emplace(amounts[place], place);
  }
  return {};
}

int main() {
  vector<long long> amounts{1, 2};
  cout << ::pair(amounts, 3).size() << endl;
}
