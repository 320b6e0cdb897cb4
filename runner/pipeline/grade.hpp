// Grading one submission, as a list of steps.
#pragma once

#include "runner/model/language.hpp"
#include "runner/model/pack.hpp"
#include "runner/model/report.hpp"
#include "runner/pipeline/build.hpp"
#include "runner/pipeline/events.hpp"

#include <filesystem>
#include <string>
#include <vector>

namespace bex::pipeline {

// What grading stands on. All references outlive the call.
struct Tools {
  Sandbox& sandbox;
  Clock& clock;
  Events& events;
  const std::vector<model::Language>& languages;
  std::filesystem::path cache;
  unsigned workers = 1;        // boxes at a time
  TakenTimes* times = nullptr; // what proofs share; may be none
};

struct Job {
  const model::Pack& pack;
  const model::Exercise& exercise;
  const Source& submission;
  std::uint64_t seed = 0;
  std::string only; // one check, where the grader's checks build on one another with those before it in its
                    // group; empty for all
  bool regression =
      false; // in a staged pack: when the stage passes, all earlier ones, up to the first that fails
  Purpose purpose = Purpose::feedback;
  unsigned sample = 0;        // of cases that differ in their seed alone, how many are asked at most; 0: all
  bool until_failure = false; // what comes after the first failure does not run, and is not in the report
  const model::Exercise* stage = nullptr; // of a staged pack, before the exercise: `only` is a check of it
};

// Everything that concerns the submission is in the report; an Error is an interrupt or a fault of ours.
[[nodiscard]] Result<model::Report> grade(const Job& job, const Tools& tools);

} // namespace bex::pipeline
