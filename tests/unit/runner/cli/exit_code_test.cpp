#include "runner/cli/exit_code.hpp"

#include <gtest/gtest.h>

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
