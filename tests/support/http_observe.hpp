// What becomes of checks against a server that a test writes.
#pragma once

#include "graders/http/http.hpp"
#include "graders/http/observation.hpp"
#include "graders/http/server.hpp"
#include "tests/support/fake_sandbox.hpp"

#include <toml++/toml.h>

#include <gtest/gtest.h>

#include <deque>
#include <memory>
#include <string>
#include <vector>

namespace bex::test {

inline std::string with_json(int status, const std::string& body, const std::string& headers = "") {
  return "HTTP/1.1 " + std::to_string(status) + " X\r\nContent-Type: application/json\r\n" + headers +
         "Content-Length: " + std::to_string(body.size()) + "\r\n\r\n" + body;
}

// Checks against a server at the other end of socket pairs.
class ObserveTest : public testing::Test {
 protected:
  FakeServer fake;
  FakeSandbox sandbox;
  FakeClock clock;
  Program program;
  Context context{sandbox, clock, program};
  http::Settings settings;

  ObserveTest() {
    clock.on_look = [this] { fake.work(); };
    settings.step = Millis{20};
    fake.listeners = {{"127.0.0.1", http::port_of(0)}};
    sandbox.on_start = [this](const SandboxSpec&) -> Result<std::unique_ptr<Running>> {
      return std::make_unique<FakeRunning>(fake);
    };
  }

  std::vector<Outcome> grade(const std::vector<std::string>& checks) {
    std::deque<http::Spec> specs;
    std::vector<const http::Spec*> pointers;
    for (const std::string& text : checks) {
      auto document = Document::parse("exercise.toml", text);
      Reader table(*document, document->table(), {});
      specs.push_back(http::parse(table, settings, {}));
      pointers.push_back(&specs.back());
      for (const Error& error : document->errors()) ADD_FAILURE() << error.what;
    }
    std::vector<Outcome> outcomes;
    auto observations = http::observe(pointers, settings, context);
    for (std::size_t i = 0; i < observations.size(); ++i)
      outcomes.push_back(http::judge(specs[i], observations[i]));
    return outcomes;
  }
  Outcome grade(const std::string& check) { return grade(std::vector{check}).at(0); }
};

} // namespace bex::test
