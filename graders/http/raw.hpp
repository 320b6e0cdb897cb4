// Raw steps: the bytes of a pack against what comes back.
#pragma once

#include "graders/http/observation.hpp"
#include "graders/http/step.hpp"

#include <vector>

namespace bex::http {

struct RawRun {
  Running& server;
  Clock& clock;
  std::uint16_t port;
  Millis patience;
  std::vector<Fd>& held;                     // connections that a step keeps
  std::function<void()> when_read = nullptr; // of the script

  // Says everything that the step says, one connection after the other, until something is not as expected.
  // The captures of the last connection are added to `variables`. Errors as those of Client::send.
  [[nodiscard]] Result<Trial> run(const Raw& step, Variables& variables, const std::string& place);

 private:
  [[nodiscard]] Result<Trial> converse(const Raw& step, std::vector<std::string> pieces, Variables& variables,
                                       const std::string& place);
};

// What is not as expected of one connection; the exchange that shows it, or the last one. Pure.
[[nodiscard]] Trial look_at(const Raw& step, const Talk& talk, Variables& variables,
                            const std::string& place);

} // namespace bex::http
