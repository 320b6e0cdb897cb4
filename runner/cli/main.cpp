// The edge of the program: arguments in, one answer out, and the exit code.
#include "runner/cli/run.hpp"

#include "graders/sql/job.hpp"

int main(int argc, char** argv) {
  // Inside the sandbox, where SQL is run: the grader's own program, and no command.
  if (argc == 2)
    if (const auto code = bex::sql::run_inside(argv[1])) return *code;
  return bex::cli::run(argc, argv);
}
