#include <algorithm>
#include <string>
#include <unordered_map>
#include <unordered_set>
#include <vector>

std::vector<std::vector<std::string>> group(const std::vector<std::string>& tags) {
  std::vector<std::vector<std::string>> groups;
  std::unordered_map<std::string, std::size_t> places; // signature -> place of its group
  std::unordered_set<std::string> seen;
  for (const std::string& tag : tags) {
    if (!seen.insert(tag).second) continue;
    std::string signature = tag;
    std::sort(signature.begin(), signature.end());
    const auto [place, is_new] = places.try_emplace(signature, groups.size());
    if (is_new) groups.emplace_back();
    groups[place->second].push_back(tag);
  }
  return groups;
}
