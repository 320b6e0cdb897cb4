// Units stand in types inside the program and in names (`cpu_ms`) at its borders.
#pragma once

#include <chrono>
#include <compare>
#include <cstdint>

namespace bex {

using Millis = std::chrono::milliseconds;
using Micros = std::chrono::microseconds;
using Nanos = std::chrono::nanoseconds;

struct Bytes {
  std::uint64_t count = 0;
  friend constexpr auto operator<=>(Bytes, Bytes) = default;
};

constexpr Bytes kib(std::uint64_t n) {
  return {n << 10};
}
constexpr Bytes mib(std::uint64_t n) {
  return {n << 20};
}

} // namespace bex
