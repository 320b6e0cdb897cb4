#include "graders/sql/interleave.hpp"

#include <algorithm>
#include <numeric>
#include <random>
#include <set>

namespace bex::sql {
namespace {

constexpr std::size_t most_permuted = 4; // sessions of which all orders are looked at: 24

Turns in_turn(std::span<const std::size_t> lengths) { // each session to its end
  Turns turns;
  for (std::size_t i = 0; i < lengths.size(); ++i) turns.insert(turns.end(), lengths[i], i);
  return turns;
}

Turns round_robin(std::span<const std::size_t> lengths) {
  Turns turns;
  const auto rounds = lengths.empty() ? 0 : *std::max_element(lengths.begin(), lengths.end());
  for (std::size_t round = 0; round < rounds; ++round)
    for (std::size_t i = 0; i < lengths.size(); ++i)
      if (round < lengths[i]) turns.push_back(i);
  return turns;
}

std::size_t switches(const Turns& turns) {
  std::size_t count = 0;
  for (std::size_t i = 1; i < turns.size(); ++i) count += turns[i] != turns[i - 1] ? 1 : 0;
  return count;
}

// All of them, or none where they are more than `most`.
std::vector<Turns> all_of(std::span<const std::size_t> lengths, std::size_t most) {
  std::vector<Turns> all;
  auto turns = in_turn(lengths);
  do {
    if (all.size() == most) return {};
    all.push_back(turns);
  } while (std::next_permutation(turns.begin(), turns.end()));
  return all;
}

// More than `most` are there, so it ends. std::shuffle draws otherwise in every library.
std::vector<Turns> some_of(std::span<const std::size_t> lengths, std::size_t most, std::uint64_t seed) {
  std::mt19937_64 random(seed);
  std::set<Turns> drawn{round_robin(lengths)};
  auto turns = in_turn(lengths);
  while (drawn.size() < most) {
    for (std::size_t left = turns.size(); left > 1; --left)
      std::swap(turns[left - 1], turns[random() % left]);
    drawn.insert(turns);
  }
  return {drawn.begin(), drawn.end()};
}

} // namespace

std::vector<Turns> interleavings(std::span<const std::size_t> lengths, std::size_t most, std::uint64_t seed) {
  auto chosen = all_of(lengths, most);
  if (chosen.empty()) chosen = some_of(lengths, most, seed);
  std::stable_sort(chosen.begin(), chosen.end(),
                   [](const Turns& a, const Turns& b) { return switches(a) < switches(b); });
  return chosen;
}

std::vector<Turns> serial_orders(const std::vector<std::vector<std::size_t>>& ends) {
  std::size_t longest = 0;
  for (const auto& one : ends) longest = std::max(longest, one.size());
  std::vector<Turns> orders;
  const auto add = [&](const Turns& order) {
    if (std::find(orders.begin(), orders.end(), order) == orders.end()) orders.push_back(order);
  };
  Turns order(ends.size());
  std::iota(order.begin(), order.end(), std::size_t{0});
  for (std::size_t back = 1; back <= longest; ++back) {
    const auto end = [&](std::size_t i) {
      return ends[i].size() < back ? 0 : ends[i][ends[i].size() - back];
    };
    auto sorted = order;
    std::stable_sort(sorted.begin(), sorted.end(), [&](auto a, auto b) { return end(a) < end(b); });
    add(sorted);
  }
  if (ends.size() > most_permuted) return orders;
  do {
    add(order);
  } while (std::next_permutation(order.begin(), order.end()));
  return orders;
}

} // namespace bex::sql
