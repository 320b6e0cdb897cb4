#include "runner/cli/quantity.hpp"

#include <gtest/gtest.h>

using namespace bex;
using namespace bex::cli;

namespace {

Limits limits(const LimitWords& words) {
  const auto limits = limits_of(words);
  if (!limits) ADD_FAILURE() << limits.error().front().what;
  return limits.value_or(Limits{});
}

struct Mistake {
  std::string what, help;
};
Mistake mistake(const LimitWords& words) {
  const auto limits = limits_of(words);
  if (limits) return {};
  EXPECT_EQ(limits.error().front().kind, ErrorKind::usage);
  return {limits.error().front().what, limits.error().front().help};
}

} // namespace

TEST(Quantity, TimesSizesAndCounts) {
  const auto set = limits({"1.5s", "2min", "64MiB", "7", "1KiB"});
  EXPECT_EQ(set.cpu, Millis(1500));
  EXPECT_EQ(set.wall, Millis(120'000));
  EXPECT_EQ(set.memory, mib(64));
  EXPECT_EQ(set.processes, 7u);
  EXPECT_EQ(set.output, kib(1));
  EXPECT_EQ(limits({.cpu = "250ms"}).cpu, Millis(250));
  EXPECT_EQ(limits({.memory = "0.5GiB"}).memory, mib(512));
}

TEST(Quantity, WhatIsNotTypedStaysAsItIs) {
  const Limits usual;
  EXPECT_EQ(limits({.cpu = "1s"}).wall, usual.wall);
  EXPECT_EQ(limits({.cpu = "1s"}).memory, usual.memory);
}

TEST(Quantity, TheLeastAndTheMost) {
  EXPECT_EQ(limits({.cpu = "1ms"}).cpu, Millis(1));
  EXPECT_EQ(limits({.cpu = "24h"}).cpu, Millis(86'400'000));
  EXPECT_EQ(mistake({.cpu = "0.5ms"}).what, "`--cpu 0.5ms`: too little");
  EXPECT_EQ(mistake({.cpu = "24.1h"}).help, "the most is `24h`");
  EXPECT_EQ(mistake({.memory = "1KiB"}).help, "the least is `1MiB`");
  EXPECT_EQ(mistake({.processes = "4097"}).what, "`--processes 4097`: too much");
}

TEST(Quantity, ALimitOfNothingLetsNothingRun) {
  for (const char* zero : {"0", "0s", "0.0min"})
    EXPECT_NE(mistake({.cpu = zero}).what.find("nothing can run under a limit of 0"), std::string::npos);
  EXPECT_EQ(mistake({.processes = "0"}).help, "the least is `1`");
}

TEST(Quantity, NumbersThatNothingHolds) {
  EXPECT_EQ(mistake({.cpu = "99999999999999999999h"}).what, "`--cpu 99999999999999999999h`: too much");
  EXPECT_EQ(mistake({.memory = std::string(400, '9') + "MiB"}).help, "the most is `1024GiB`");
  EXPECT_EQ(mistake({.processes = std::string(400, '9')}).help, "the most is `4096`");
}

TEST(Quantity, WhatIsNoNumber) {
  for (const char* word : {"-1s", "abc", "1.2.3s", "s", ".", " 1s", "+1s", "1e3s", "nan", "inf"})
    EXPECT_NE(mistake({.cpu = word}).what, "") << word;
  for (const char* word : {"-1", "2.5", "x", "1e2", " 3"})
    EXPECT_NE(mistake({.processes = word}).what, "") << word;
}

TEST(Quantity, AWrongUnitIsUnderstood) {
  EXPECT_EQ(mistake({.memory = "64MB"}).help, "did you mean `64MiB`?");
  EXPECT_EQ(mistake({.memory = "64m"}).help, "did you mean `64MiB`?");
  EXPECT_EQ(mistake({.memory = "64"}).help, "did you mean `64MiB`?");
  EXPECT_EQ(mistake({.cpu = "5"}).help, "did you mean `5s`?");
  EXPECT_EQ(mistake({.memory = "64XB"}).what, "`--memory 64XB`: `XB` is no unit of size");
  EXPECT_EQ(mistake({.cpu = "1ns"}).what, "`--cpu 1ns`: `ns` is no unit of time");
}

TEST(Quantity, AllMistakesAreToldAtOnce) {
  const auto wrong = limits_of({"x", "y", "z", "q", "w"});
  ASSERT_FALSE(wrong);
  EXPECT_EQ(wrong.error().size(), 5u);
}

TEST(Quantity, Ports) {
  EXPECT_EQ(port_of("8080"), 8080);
  EXPECT_EQ(port_of("0"), 0);
  EXPECT_EQ(port_of("65535"), 65535);
  for (const char* word : {"65536", "-1", "http", "80a", "", "99999999999999"})
    EXPECT_FALSE(port_of(word)) << word;
}
