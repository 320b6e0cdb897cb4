#include "sandboxes/ending.hpp"

#include <gtest/gtest.h>

#include <csignal>

namespace bex {
namespace {

constexpr int exit_status(int code) {
  return code << 8;
}

Limits small() {
  Limits limits;
  limits.cpu = Millis(1000), limits.wall = Millis(2000), limits.memory = mib(64), limits.processes = 20;
  return limits;
}

Facts ended_with(int status) {
  Facts facts;
  facts.ended = true;
  facts.status = status;
  return facts;
}

std::string told(const Facts& facts) {
  return describe(decide(facts, small()));
}

TEST(Ending, ThePrograms) {
  EXPECT_EQ(told(ended_with(exit_status(0))), "exited with code 0");
  EXPECT_EQ(told(ended_with(exit_status(137))), "exited with code 137");
  EXPECT_EQ(told(ended_with(SIGKILL)), "was killed by SIGKILL (killed)");
  EXPECT_EQ(told(ended_with(SIGTERM)), "was killed by SIGTERM (terminated)");
  EXPECT_EQ(told(ended_with(SIGSYS)), "was stopped for a system call of another architecture");
}

TEST(Ending, TheSupervisors) {
  Facts facts = ended_with(SIGKILL);
  facts.killed = true;
  facts.cause = Cause::cpu;
  EXPECT_EQ(told(facts), "was stopped at the CPU limit");
  facts.cause = Cause::wall;
  EXPECT_EQ(told(facts), "was stopped at the wall-clock limit");
  facts.cause = Cause::memory;
  EXPECT_EQ(told(facts), "went over the memory limit");
  facts.cause = Cause::processes;
  EXPECT_EQ(told(facts), "reached the process limit");
  facts.cause = Cause::stopped;
  EXPECT_EQ(told(facts), "was stopped because the check was over");
}

TEST(Ending, WhatWasMeasuredCountsWhateverTheProgramDid) {
  Facts facts = ended_with(exit_status(0));
  facts.cpu = Millis(1000);
  EXPECT_EQ(told(facts), "exited with code 0");
  facts.cpu = Millis(1001);
  EXPECT_EQ(told(facts), "was stopped at the CPU limit");
  facts.memory = {mib(64).count + 1};
  EXPECT_EQ(told(facts), "went over the memory limit");
  facts.out_over = true;
  EXPECT_EQ(told(facts), "wrote more to stdout than the output limit allows");
}

TEST(Ending, AProgramThatEndsAsItsTimeRunsOutEndedByItself) {
  Facts facts = ended_with(exit_status(0));
  facts.cause = Cause::wall;
  facts.wall = Millis(1999);
  EXPECT_EQ(told(facts), "exited with code 0");
}

TEST(Ending, ProcessLimit) {
  Facts facts = ended_with(exit_status(1));
  facts.tasks = 19, facts.created = 19;
  EXPECT_EQ(told(facts), "exited with code 1");
  facts.created = 20; // it gave up when the 21st was refused
  EXPECT_EQ(told(facts), "reached the process limit");
  facts.created = 300; // one after the other
  EXPECT_EQ(told(facts), "exited with code 1");
  facts.tasks = 20;
  EXPECT_EQ(told(facts), "reached the process limit");
  facts.status = exit_status(0); // it coped
  EXPECT_EQ(told(facts), "exited with code 0");
  facts.status = SIGABRT;
  EXPECT_EQ(told(facts), "reached the process limit");
}

TEST(Ending, ABombThatRunsOutOfTime) {
  Facts facts = ended_with(SIGKILL);
  facts.killed = true, facts.cause = Cause::cpu, facts.created = 20, facts.tasks = 5;
  EXPECT_EQ(told(facts), "was stopped at the CPU limit");
  facts.tasks = 20;
  EXPECT_EQ(told(facts), "reached the process limit");
}

TEST(Ending, StopByTheGrader) {
  Facts facts = ended_with(SIGTERM);
  facts.terminated = true;
  EXPECT_EQ(told(facts), "was stopped because the check was over");
  facts.status = exit_status(0);
  EXPECT_EQ(told(facts), "exited with code 0");
  facts.status = SIGSEGV;
  EXPECT_EQ(told(facts), "was killed by SIGSEGV (segmentation fault)");
}

} // namespace
} // namespace bex
