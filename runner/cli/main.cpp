// The edge of the program: arguments in, one answer out, and the exit code.
#include "runner/cli/run.hpp"

#include "graders/sql/job.hpp"

#include <string_view>

int main(int argc, char** argv) {
  // Inside the sandbox, where SQL is run: the grader's own program, and no command.
  if (argc == 2 && std::string_view(argv[1]) == bex::sql::runner_word) return bex::sql::run_inside();
  return bex::cli::run(argc, argv);
}
