// The edge of the program: arguments in, one answer out, and the exit code.
#include "runner/cli/run.hpp"

#include "graders/command/session.hpp"
#include "graders/services/inside.hpp"
#include "graders/sql/job.hpp"
#include "graders/sql/probe.hpp"

int main(int argc, char** argv) {
  // Inside the sandbox, where SQL is run and services are started: the grader's own program, and no command.
  if (argc == 2)
    for (auto* run_inside : {bex::sql::run_inside, bex::sql::probe_inside, bex::command::run_inside})
      if (const auto code = run_inside(argv[1])) return *code;
  if (const auto code = bex::services::run_inside(argc, argv)) return *code;
  return bex::cli::run(argc, argv);
}
