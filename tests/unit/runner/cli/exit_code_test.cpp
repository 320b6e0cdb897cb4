#include "runner/cli/exit_code.hpp"

#include <gtest/gtest.h>

#include <cerrno>
#include <csignal>
#include <initializer_list>

using namespace bex;
using cli::exit_code_of;
using cli::ExitCode;

TEST(ExitCode, OfErrors) {
  EXPECT_EQ(exit_code_of(ErrorKind::usage), ExitCode::usage);
  EXPECT_EQ(exit_code_of(ErrorKind::pack), ExitCode::pack);
  EXPECT_EQ(exit_code_of(ErrorKind::machine), ExitCode::machine);
  EXPECT_EQ(exit_code_of(ErrorKind::internal), ExitCode::internal);
  EXPECT_EQ(static_cast<int>(exit_code_of(ErrorKind::interrupted)), 130);
}

TEST(ExitCode, OfVerdicts) {
  EXPECT_EQ(exit_code_of(Verdict::accepted), ExitCode::ok);
  EXPECT_EQ(exit_code_of(Verdict::skipped), ExitCode::machine);
  EXPECT_EQ(exit_code_of(Verdict::judge_error), ExitCode::internal);
  EXPECT_EQ(exit_code_of(Verdict::wrong_answer), ExitCode::failed);
  EXPECT_EQ(exit_code_of(Verdict::compile_error), ExitCode::failed);
}

TEST(ExitCode, OfARunIsTheProgramsOwn) {
  EXPECT_EQ(cli::run_code_of(Exited{0}), 0);
  EXPECT_EQ(cli::run_code_of(Exited{77}), 77);
  EXPECT_EQ(cli::run_code_of(Signalled{SIGSEGV}), 128 + SIGSEGV);
  for (const Ending& limit : {Ending(CpuLimit{}), Ending(IdleLimit{}), Ending(MemoryLimit{}),
                              Ending(OutputLimit{}), Ending(ProcessLimit{}), Ending(Denied{})})
    EXPECT_EQ(cli::run_code_of(limit), 124) << describe(limit);
}

TEST(ExitCode, OfARunThatDidNotStart) {
  EXPECT_EQ(cli::run_code_of(NotStarted{"execute ./prog", ENOENT}), 127);
  EXPECT_EQ(cli::run_code_of(NotStarted{"execute ./prog", EACCES}), 126);
  EXPECT_EQ(cli::run_code_of(NotStarted{"execute ./prog", ENOEXEC}), 126);
  EXPECT_EQ(cli::run_code_of(NotStarted{"mount /usr read-only", EPERM}), 125);
}

TEST(ExitCode, ErrorsOfRunAreToldApartFromItsProgram) {
  EXPECT_EQ(exit_code_of(ErrorKind::usage, "run"), 125);
  EXPECT_EQ(exit_code_of(ErrorKind::machine, "run"), 125);
  EXPECT_EQ(exit_code_of(ErrorKind::interrupted, "run"), 130);
  EXPECT_EQ(exit_code_of(ErrorKind::usage, "test"), 2);
}
