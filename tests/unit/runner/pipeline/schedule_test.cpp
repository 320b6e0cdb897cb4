#include "runner/pipeline/schedule.hpp"

#include <gtest/gtest.h>

namespace bex::pipeline {
namespace {

using Must = Candidate::Must;

Candidate candidate(Must must, std::string check = "") {
  Candidate one;
  one.must = must;
  one.check = std::move(check);
  return one;
}

struct Expected {
  std::size_t candidate;
  bool whole;
  std::size_t exercise = 0;
};

void expect(const std::optional<Schedule::Task>& task, Expected expected) {
  ASSERT_TRUE(task);
  EXPECT_EQ(task->exercise, expected.exercise);
  EXPECT_EQ(task->candidate, expected.candidate);
  EXPECT_EQ(task->whole, expected.whole);
}

TEST(Schedule, WhatMustPassIsWholeAndWhatMayFailAnywhereIsNot) {
  const std::vector<std::vector<Candidate>> candidates = {{candidate(Must::pass), candidate(Must::fail)}};
  Schedule schedule(candidates);
  expect(schedule.next(), {0, true});
  expect(schedule.next(), {1, false});
  EXPECT_FALSE(schedule.next());
}

TEST(Schedule, AfterOneThatIsCaughtAloneTheLabelledCheckIsEnough) {
  const std::vector<std::vector<Candidate>> candidates = {
      {candidate(Must::get_verdict, "a"), candidate(Must::get_verdict, "a"),
       candidate(Must::get_verdict, "a"), candidate(Must::get_verdict, "b")}};
  Schedule schedule(candidates);
  auto task = schedule.next();
  expect(task, {0, true});
  schedule.done(*task, false);
  task = schedule.next();
  expect(task, {1, true});
  schedule.done(*task, true);
  expect(schedule.next(), {2, false});
  expect(schedule.next(), {3, true});
}

TEST(Schedule, WhileOneIsAskedTheOthersOfItsCheckWait) {
  const std::vector<std::vector<Candidate>> candidates = {{candidate(Must::get_verdict, "a"),
                                                           candidate(Must::get_verdict, "a"),
                                                           candidate(Must::get_verdict, "b")}};
  Schedule schedule(candidates);
  const auto first = schedule.next();
  expect(first, {0, true});
  const auto other = schedule.next();
  expect(other, {2, true});
  schedule.done(*other, false); // says nothing about "a"
  schedule.done(*first, true);
  expect(schedule.next(), {1, false});
  EXPECT_FALSE(schedule.next());
}

TEST(Schedule, NobodyWaitsForOneExerciseWhileThereIsSomethingToDoInTheNext) {
  const std::vector<std::vector<Candidate>> candidates = {
      {candidate(Must::get_verdict, "a"), candidate(Must::get_verdict, "a")},
      {candidate(Must::get_verdict, "a"), candidate(Must::pass)}};
  Schedule schedule(candidates);
  const auto first = schedule.next();
  expect(first, {0, true});
  expect(schedule.next(), {0, true, 1}); // another exercise's check of that name
  schedule.done(*first, true);
  expect(schedule.next(), {1, false});
  expect(schedule.next(), {1, true, 1});
  EXPECT_FALSE(schedule.next());
}

} // namespace
} // namespace bex::pipeline
