// What a grader gets and what it gives back.
#pragma once

#include "graders/turns.hpp"
#include "graders/verdict.hpp"
#include "sandboxes/base/clock.hpp"
#include "sandboxes/sandbox.hpp"

#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <vector>

namespace bex {

// A program that is built and ready to run in the sandbox.
struct Program {
  std::vector<std::string> argv;
  std::vector<std::string>
      typed; // the same as a learner would type it: `python3`, not where this machine keeps it
  std::vector<std::string> launcher; // words before argv that start its services first; empty: it has none
  std::vector<std::uint16_t> service_ports; // where these listen on its loopback
  std::vector<std::pair<std::string, std::string>> env;
  std::vector<Mount> mounts; // the tool chain's roots
  std::filesystem::path box; // the built tree
  Limits limits;
  std::string digest; // of source, tool chain and flags; names cached results
};

// The spec of one run of `program`; the caller adds input and files, and a network where services need none.
[[nodiscard]] SandboxSpec spec_for(const Program& program);

// What a bar of time is measured against: an accepted solution in a language of the submission's class.
struct Yardstick {
  const Program* program = nullptr; // none where no tool chain for it is here
  std::string lacking;              // then: what it would take
  Millis least{1'000};              // a bar is never lower than this
};

// What outcomes are for.
enum class Purpose {
  feedback,
  // For authors: nobody will read a failing input, checks that want the machine for themselves are left out
  // (`skipped`) when another one of their group has failed, and bars of time are run into with other work
  // beside them. Whoever comes near one there is graded for feedback afterwards.
  proof
};

class TakenTimes; // graders/measure.hpp

struct Context {
  Sandbox& sandbox;
  Clock& clock;
  const Program& submission;
  const Program* reference =
      nullptr; // the accepted solution that expected data come from; none when the kind needs none
  const Program* python =
      nullptr; // argv = {python3}: generators and checkers are appended as script paths below /box
  std::filesystem::path exercise; // the exercise's folder
  std::filesystem::path cache;    // folder for generated data, named by digest; shared with other processes
  std::uint64_t seed = 0;
  unsigned workers = 1; // boxes at a time
  Turns turns;          // taken while programs run
  Yardstick yardstick;
  Purpose purpose = Purpose::feedback;
  unsigned sample = 0;         // of cases that differ in their seed alone, how many are asked at most; 0: all
  TakenTimes* times = nullptr; // what proofs have timed already; may be none
};

// A text that is set out already (a table, a line with a caret under it), and shown whole.
struct Exhibit {
  std::string title;
  std::string text;
  bool expected = false; // tells what was wanted
};

// What the renderer needs to show a failure, all of it exact bytes. Of a very long text only the beginning is
// kept; the remark says so.
struct Evidence {
  std::string sent;      // what the program was given: stdin, or the request as it was sent
  std::string came;      // what came back: stdout, or the response as it arrived
  std::string expected;  // the whole expected output, for stdio
  std::string log;       // stderr, or the tail of the server's log
  std::string reproduce; // lines for a shell; a comment first where they do not suffice; may be empty
  std::string remark;    // a sentence for the learner that holds whatever the verdict; may be empty
  std::vector<Exhibit> exhibits;
};

struct Measured {
  std::string ending; // describe(Ending)
  Nanos cpu{};
  Nanos wall{};
  Bytes peak_memory{};
  Limits limits;
  Level level = Level::unsafe;
  int runs = 1; // more than 1: measured again because it was near its limit
};

// How a run stood to a bar of time, start-up taken off on both sides.
struct BarResult {
  std::string rule; // "5 times the reference's 310 ms, at least 2 s"
  Nanos used{}, allowed{};
  bool growth = false; // of the kind that compares two sizes
};

// A grader's opinion of one check.
struct Outcome {
  Verdict verdict = Verdict::judge_error;
  std::vector<Finding> findings;
  Evidence evidence;
  std::optional<Measured> measured;
  std::optional<Error> error; // for judge_error and skipped: why
  std::vector<BarResult> bars;
};

} // namespace bex
