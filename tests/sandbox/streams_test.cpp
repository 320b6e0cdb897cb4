// Programs that write to descriptors of the caller's, and talk to a terminal of the caller's.
#include "tests/sandbox/support.hpp"

#include <cstdlib>
#include <fcntl.h>
#include <memory>
#include <unistd.h>

using namespace bex;
using namespace bex::test;

namespace {

SandboxSpec shell(const std::string& script) {
  SandboxSpec spec;
  spec.argv = {"/bin/sh", "-c", script};
  spec.env = {{"PATH", "/usr/bin:/bin"}};
  return spec;
}

struct Pipe {
  Fd from, to;
  Pipe() {
    int ends[2];
    EXPECT_EQ(::pipe2(ends, O_CLOEXEC), 0);
    from = Fd(ends[0]), to = Fd(ends[1]);
  }
  // To the end of the file, which comes only when nobody has the other end open any more.
  std::string all() {
    to.reset();
    return read_to_end(from.get()).value_or("unreadable");
  }
};

} // namespace

TEST(Streams, WhatIsWrittenGoesToTheCaller) {
  for (Sandbox* each : {&sandbox(), &unsafe()}) {
    Pipe out, err;
    auto spec = shell("cat; echo out; echo err >&2");
    spec.input = std::string("in\n");
    spec.streams = Streams{-1, out.to.get(), err.to.get(), false};
    const auto result = run(spec, *each);
    EXPECT_EQ(describe(result.ending), "exited with code 0");
    EXPECT_EQ(result.out, "");
    EXPECT_EQ(out.all(), "in\nout\n");
    EXPECT_EQ(err.all(), "err\n");
  }
}

TEST(Streams, WhatIsNotGivenIsReadHere) {
  for (Sandbox* each : {&sandbox(), &unsafe()}) {
    Pipe out, err;
    auto spec = shell("cat; echo out; echo err >&2");
    spec.input = std::string("in\n");
    spec.streams = Streams{-1, out.to.get(), -1, false};
    auto result = run(spec, *each);
    EXPECT_EQ(describe(result.ending), "exited with code 0");
    EXPECT_EQ(result.err, "err\n");
    EXPECT_EQ(out.all(), "in\nout\n");
    spec.streams = Streams{-1, -1, err.to.get(), false};
    result = run(spec, *each);
    EXPECT_EQ(result.out, "in\nout\n");
    EXPECT_EQ(err.all(), "err\n");
  }
}

TEST(Streams, NoLimitOfOutputHoldsForThem) {
  Pipe out, err;
  auto spec = shell("echo more than eight bytes");
  spec.limits.output = Bytes{8};
  spec.streams = Streams{-1, out.to.get(), err.to.get(), false};
  EXPECT_EQ(ending_of(spec), "exited with code 0");
}

// Field 7 of /proc/PID/stat is the controlling terminal, 0 for none (proc_pid_stat(5)).
TEST(Streams, ATerminalBecomesTheProgramsOwn) {
  if (sandbox().level() == Level::reduced) return; // without /proc there is no way to see it
  const Fd master(::posix_openpt(O_RDWR | O_NOCTTY | O_CLOEXEC));
  ASSERT_TRUE(master);
  ASSERT_EQ(::grantpt(master.get()), 0);
  ASSERT_EQ(::unlockpt(master.get()), 0);
  char name[64];
  ASSERT_EQ(::ptsname_r(master.get(), name, sizeof name), 0);
  for (const bool terminal : {true, false}) {
    const Fd slave(::open(name, O_RDWR | O_NOCTTY | O_CLOEXEC));
    ASSERT_TRUE(slave);
    Pipe out;
    auto spec = shell("test -t 0 && set -- $(cat /proc/self/stat) && test $7 -ne 0 && echo own");
    spec.streams = Streams{slave.get(), out.to.get(), out.to.get(), terminal};
    EXPECT_EQ(ending_of(spec), terminal ? "exited with code 0" : "exited with code 1");
    EXPECT_EQ(out.all(), terminal ? "own\n" : "");
  }
}
