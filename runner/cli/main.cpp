// The edge of the program: arguments in, one answer out, and the exit code.
#include "runner/cli/run.hpp"

int main(int argc, char** argv) {
  return bex::cli::run(argc, argv);
}
