// SHA-256, the name of everything that is cached by content.
#pragma once

#include <memory>
#include <string>
#include <string_view>

namespace bex {

// Each part goes in with its length, so that ("ab", "c") and ("a", "bc") differ.
class Digest {
 public:
  Digest();
  ~Digest();
  Digest(const Digest&) = delete;
  Digest& operator=(const Digest&) = delete;
  Digest& add(std::string_view part);
  // 64 hexadecimal digits. The object is used up.
  [[nodiscard]] std::string hex();

 private:
  struct State;
  std::unique_ptr<State> state_;
};

} // namespace bex
