#include "graders/turns.hpp"

#include "sandboxes/base/file.hpp"
#include "tests/support/fake_sandbox.hpp"

#include <gtest/gtest.h>

#include <optional>

using namespace bex;
using test::FakeClock;

namespace {

// Two processes' views of one machine: locks of flock(2) belong to the open file, not to the process.
struct TurnsTest : testing::Test {
  TempDir machine = std::move(*TempDir::make());
  FakeClock clock;
  int waits = 0;
  Turns mine, theirs;

  void SetUp() override {
    for (const char* name : {"place", "gate"}) fs::create_directory(machine.path() / name);
    mine = theirs = Turns(machine.path() / "place", machine.path() / "gate", clock, [&] { ++waits; });
  }
  // How long it took, in the clock's time.
  Nanos time_of(const std::function<Result<Turn>()>& take, std::optional<Turn>* kept = nullptr) {
    const auto begin = clock.time;
    auto turn = take();
    EXPECT_TRUE(turn);
    if (kept && turn) *kept = std::move(*turn);
    return clock.time - begin;
  }
};

constexpr Nanos at_once = std::chrono::milliseconds{5};

} // namespace

TEST_F(TurnsTest, OrdinaryRunsGoSideBySide) {
  const auto held = theirs.beside();
  EXPECT_LT(time_of([&] { return mine.beside(); }), at_once);
  EXPECT_EQ(waits, 0);
}

TEST_F(TurnsTest, OneThatIsAloneWaitsForAllOthersAndTheyForIt) {
  std::optional<Turn> held;
  time_of([&] { return theirs.beside(); }, &held);
  clock.on_look = [&, at = clock.time + std::chrono::seconds{3}] {
    if (clock.time > at) held.reset();
  };
  EXPECT_GE(time_of([&] { return mine.alone(); }), std::chrono::seconds{3});
  EXPECT_EQ(waits, 1);
  clock.on_look = {};
  time_of([&] { return theirs.alone(); }, &held);
  clock.on_look = [&, at = clock.time + std::chrono::milliseconds{500}] {
    if (clock.time > at) held.reset();
  };
  EXPECT_GE(time_of([&] { return mine.beside(); }), std::chrono::milliseconds{500});
  EXPECT_EQ(waits, 1); // not worth a word
}

TEST_F(TurnsTest, WhoWantsToBeAloneIsNotPassedByLaterOnes) {
  std::optional<Turn> first, later;
  time_of([&] { return theirs.beside(); }, &first);
  bool tried = false, passed = false;
  Turns others = theirs;
  clock.on_look = [&, begin = clock.time] {
    if (clock.time < begin + std::chrono::seconds{2} || tried) return;
    tried = true;
    FakeClock own; // another process's
    Turns third(machine.path() / "place", machine.path() / "gate", own, {});
    own.on_look = [&] {
      if (own.time > std::chrono::seconds{5}) first.reset();
    };
    auto turn = third.beside(); // waits at the gate until its patience ends
    passed = own.time < Turns::patience;
  };
  (void)time_of([&] { return mine.alone(); });
  EXPECT_TRUE(tried);
  EXPECT_FALSE(passed);
}

TEST_F(TurnsTest, ALockThatIsHeldForEverHoldsNobodyUpForEver) {
  const auto held = theirs.alone();
  const auto waited = time_of([&] { return mine.alone(); });
  EXPECT_GT(waited, Turns::patience);
  EXPECT_LT(waited, 2 * Turns::patience);
  EXPECT_EQ(waits, 1);
}

TEST_F(TurnsTest, WithoutTheFoldersNobodyWaits) {
  const auto held = theirs.alone();
  const Turns lost(machine.path() / "none", machine.path() / "gate", clock, [&] { ++waits; });
  EXPECT_LT(time_of([&] { return lost.alone(); }), at_once);
  EXPECT_LT(time_of([&] { return Turns().alone(); }), at_once);
  fs::create_symlink("place", machine.path() / "link");
  const Turns linked(machine.path() / "link", machine.path() / "gate", clock, {});
  EXPECT_LT(time_of([&] { return linked.alone(); }), at_once);
}
