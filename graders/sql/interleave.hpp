// In which order several sessions take their turns.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

namespace bex::sql {

using Turns = std::vector<std::size_t>; // the session of each turn

// All interleavings in which session i has lengths[i] turns, where they are no more than `most`; else `most`
// different ones, drawn by `seed`, of which one goes round. Those in which the turn passes on least come
// first.
[[nodiscard]] std::vector<Turns> interleavings(std::span<const std::size_t> lengths, std::size_t most,
                                               std::uint64_t seed);

// The orders in which sessions may have gone one after the other: first those in which they were done with
// their last turn, with the one before, and so on, by `ends` (session -> the moments at which its turns
// ended); then, where these are four or fewer, all others.
[[nodiscard]] std::vector<Turns> serial_orders(const std::vector<std::vector<std::size_t>>& ends);

} // namespace bex::sql
