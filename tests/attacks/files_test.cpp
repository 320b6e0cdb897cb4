// Files of the host that are to be read, changed or smuggled out: 9, 10, 11, 17, 18, 19 and 21 to 25.
#include "tests/attacks/support.hpp"

#include "sandboxes/base/fd.hpp"
#include "sandboxes/copy.hpp"

#include <csignal>
#include <cstdlib>
#include <fcntl.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

namespace bex::attacks {
namespace {

class Files : public Attack {
 protected:
  TempDir out_ = std::move(*TempDir::make());

  // Whatever came out is regular and holds nothing of the canary.
  void expect_harmless(const fs::path& folder) const {
    for (const auto& entry : fs::recursive_directory_iterator(folder)) {
      EXPECT_FALSE(entry.is_symlink()) << entry.path();
      if (entry.is_directory()) continue;
      ASSERT_TRUE(entry.is_regular_file()) << entry.path();
      EXPECT_EQ(read_file(entry.path()).value_or("").find(canary_.secret()), std::string::npos)
          << entry.path();
    }
  }
};

TEST_P(Files, A09_HugeAndSparseFiles) {
  for (const char* folder : {"/box", "/tmp", "/dev/shm"}) {
    SandboxSpec spec = program("09_huge_files", {folder});
    spec.limits.scratch = mib(16);
    spec.limits.file_size = mib(64);
    const auto result = attack(spec);
    EXPECT_TRUE(is_exit(result, 0)) << report(result);
    const auto told = told_in(result.out);
    for (const char* what : {"truncate-1TiB", "write-at-1TiB", "allocate-1TiB"}) expect_refused(told, what);
    EXPECT_TRUE(has_line(result.out, "write=ENOSPC")) << report(result);
    EXPECT_LE(number_in(result.out, "written"), 16 << 20);
  }
}

TEST_P(Files, A09_ASparseFileIsNotBlownUpOutside) {
  SandboxSpec spec = program("09_huge_files", {"leave"});
  spec.limits.scratch = mib(16);
  spec.limits.file_size = mib(64);
  spec.collect = out_.path();
  const auto result = box().run(spec);
  ASSERT_FALSE(result) << "48 MiB came out of a box of 16 MiB";
  std::uintmax_t size = 0;
  for (const auto& entry : fs::recursive_directory_iterator(out_.path()))
    if (entry.is_regular_file()) size += entry.file_size();
  EXPECT_LE(size, mib(16).count);
}

TEST_P(Files, A10_ManyEmptyFiles) {
  SandboxSpec spec = program("10_many_files");
  const auto out = TempDir::make("/dev/shm"); // a disk would be slow, and that is not the point
  ASSERT_TRUE(out) << out.error().what;
  spec.collect = out->path();
  EXPECT_EQ(attack(spec).out, "made=20000\n");
  EXPECT_EQ(std::distance(fs::directory_iterator(out->path()), {}), 20'000);
  spec.argv.push_back("all");
  spec.collect.clear();
  for (const char* folder : {"/box", "/tmp", "/dev/shm"}) {
    spec.cwd = folder;
    const auto result = attack(spec);
    EXPECT_TRUE(has_line(result.out, "open=ENOSPC")) << folder << ": " << report(result);
  }
}

TEST_P(Files, A11_DeepFolders) {
  SandboxSpec spec = program("11_deep_folders");
  spec.collect = out_.path();
  const auto result = attack(spec);
  EXPECT_EQ(result.out, "depth=1500\nbottom=0\n");
  int depth = 0; // by descriptors, for no path is long enough
  for (Fd at(::open(out_.path().c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC)); at; ++depth)
    at = Fd(::openat(at.get(), std::string(200, 'd').c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC));
  EXPECT_GT(depth, 1);
  EXPECT_LT(depth, 100);
}

TEST_P(Files, A17_ExpectedOutputs) {
  const auto result = attack(program("17_expected_output", {canary_.path()}));
  EXPECT_TRUE(is_exit(result, 0)) << report(result);
  expect_refused(told_in(result.out), canary_.path());
  expect_refused(told_in(result.out), "../");
  expect_refused(told_in(result.out), "/proc/1/root");
  expect_refused(told_in(result.out));
}

// What a build runs is what a program runs; a compiler only has more ways to ask.
TEST_P(Files, A18_ExpectedOutputsAtBuildTime) {
  SandboxSpec spec;
  const std::string path = canary_.path();
  spec.files = {{"build.sh", "cat '" + path + "'; . '" + path + "'; ln -s '" + path + "' out; ln '" + path +
                                 "' hard; cp '" + path + "' copy; echo built\n"},
                {"main.c", "#include \"" + path + "\"\n__asm__(\".incbin \\\"" + path +
                               "\\\"\");\nint main(void) { return 0; }\n"},
                {"main.py", "import sys\nsys.path.insert(0, '" + canary_.folder().string() +
                                "')\nimport runpy\nrunpy.run_path('" + path + "')\n"}};
  spec.env = {{"PATH", "/usr/bin:/bin"}};
  spec.collect = out_.path();
  spec.argv = {"sh", "-c",
               "sh build.sh; for tool in cc 'python3 -I'; do command -v ${tool%% *} >/dev/null || "
               "continue; echo \"$tool\"; case $tool in cc) cc main.c -o app;; *) $tool main.py;; "
               "esac; done; exit 0"};
  spec.limits.wall = Millis(30'000);
  const auto result = attack(spec);
  EXPECT_TRUE(is_exit(result, 0)) << report(result);
  EXPECT_NE((result.out + result.err).find("No such file"), std::string::npos) << report(result);
  EXPECT_FALSE(fs::exists(out_.path() / "app"));
  expect_harmless(out_.path());
}

// A mount shows where it comes from; what matters is that the paths lead nowhere.
TEST_P(Files, A19_PathsOfTheHost) {
  ::setenv("BEXERCISE_CANARY", canary_.path().c_str(), 1);
  SandboxSpec spec = program("19_host_paths");
  spec.mounts.push_back({canary_.folder(), "/mounted"});
  spec.env = {{"PATH", "/usr/bin"}};
  const auto result = attack(spec);
  ::unsetenv("BEXERCISE_CANARY");
  EXPECT_TRUE(is_exit(result, 0)) << report(result);
  EXPECT_EQ(result.out.find(canary_.path()), std::string::npos) << result.out;
  EXPECT_EQ(result.out.find("BEXERCISE"), std::string::npos) << result.out;
  const auto told = told_in(result.out);
  for (const auto& [what, answer] : told)
    if (what.starts_with("use " + canary_.folder().string()) || what.starts_with("use " BEXERCISE_ATTACKS)) {
      EXPECT_TRUE(answer.starts_with("E")) << what;
    }
  for (const char* file :
       {"read /proc/1/environ", "read /proc/1/cmdline", "read /proc/1/maps", "read /etc/fstab"})
    expect_refused(told, file);
}

TEST_P(Files, A21_ALinkAsOutput) {
  SandboxSpec spec = program("21_link_as_output", {canary_.path()});
  spec.collect = out_.path();
  const auto result = attack(spec);
  EXPECT_TRUE(is_exit(result, 0)) << report(result);
  for (const auto& [what, answer] : told_in(result.out)) EXPECT_EQ(answer, "0") << what << " was not left";
  expect_harmless(out_.path());
  EXPECT_FALSE(fs::exists(fs::symlink_status(out_.path() / "app")));
  EXPECT_TRUE(fs::is_directory(out_.path() / "sub"));
}

TEST_P(Files, A22_SwappedBehindAnEndedParent) {
  for (int i = 0; i < 10; ++i) {
    const auto out = TempDir::make();
    SandboxSpec spec = program("22_swapped_output", {canary_.path(), "go"});
    spec.collect = out->path();
    const auto result = attack(spec);
    EXPECT_TRUE(has_line(result.out, "exchange=0")) << report(result);
    expect_harmless(out->path());
  }
}

// The copy itself against the swap, over and over.
TEST(CopyOut, A22_SwappedWhileItIsCopied) {
  const Canary canary;
  const auto box = TempDir::make("/dev/shm");
  const std::string program = std::string(BEXERCISE_ATTACKS) + "/22_swapped_output", path = canary.path();
  const pid_t swapper = ::fork();
  if (swapper == 0) {
    ::close(1);
    (void)!::open("/dev/null", O_WRONLY);
    if (::chdir(box->path().c_str()) == 0) ::execl(program.c_str(), program.c_str(), path.c_str(), nullptr);
    ::_exit(1);
  }
  const Fd from(::open(box->path().c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC));
  int came = 0;
  for (int copies = 0; copies < 200 && lives(swapper); ++copies) {
    const auto out = TempDir::make("/dev/shm");
    (void)copy_out(from.get(), out->path(), mib(1)); // a file that vanished meanwhile is an error, and may be
    for (const auto& entry : fs::recursive_directory_iterator(out->path())) {
      ASSERT_FALSE(entry.is_symlink());
      if (!entry.is_regular_file()) continue;
      ++came;
      ASSERT_EQ(read_file(entry.path()).value_or(""), "") << "the canary came out";
    }
  }
  ::kill(swapper, SIGKILL);
  ::waitpid(swapper, nullptr, 0);
  EXPECT_GT(came, 0);
  EXPECT_TRUE(canary.unharmed());
}

TEST_P(Files, A23_AFifoAsOutput) {
  SandboxSpec spec = program("23_fifo_as_output");
  spec.collect = out_.path();
  const auto begin = std::chrono::steady_clock::now();
  const auto result = attack(spec);
  EXPECT_LT(std::chrono::steady_clock::now() - begin, std::chrono::seconds(10));
  EXPECT_TRUE(is_exit(result, 0)) << report(result);
  const auto told = told_in(result.out);
  for (const char* what : {"fifo", "fifo-below", "socket"}) EXPECT_EQ(told.find(what)->second, "0") << what;
  expect_refused(told, "device");
  expect_harmless(out_.path());
  EXPECT_TRUE(fs::is_directory(out_.path() / "sub"));
}

TEST_P(Files, A24_AHardLink) {
  SandboxSpec spec = program("24_hard_link", {canary_.path(), inside_ + "/24_hard_link"});
  spec.collect = out_.path();
  const auto result = attack(spec);
  EXPECT_TRUE(is_exit(result, 0)) << report(result);
  auto told = told_in(result.out);
  EXPECT_EQ(told.find("open")->second, "0");
  told.erase("open");
  expect_refused(told);
  EXPECT_TRUE(fs::is_empty(out_.path()));
}

std::string content_of(const fs::path& path) {
  return read_file(path).value_or("");
}

TEST_P(Files, A25_TheBinaryBetweenRuns) {
  const fs::path original = fs::path(BEXERCISE_ATTACKS) / "25_replaced_binary";
  const auto host = TempDir::make(), copied = TempDir::make();
  ASSERT_TRUE(host && copied);
  fs::copy_file(original, host->path() / "tool");
  fs::copy_file(original, copied->path() / "program");
  ::chmod(host->path().c_str(), 0777); // only the mount protects it
  ::chmod((host->path() / "tool").c_str(), 0777);
  SandboxSpec spec =
      program("25_replaced_binary", {"/host/tool", inside_ + "/25_replaced_binary", "/usr/bin/env"});
  spec.mounts.push_back({host->path(), "/host"});
  const auto result = attack(spec);
  EXPECT_TRUE(is_exit(result, 0)) << report(result);
  expect_refused(told_in(result.out));
  EXPECT_TRUE(content_of(host->path() / "tool") == content_of(original));
  EXPECT_FALSE(fs::exists(host->path() / "tool.new"));
  // Its own copy it may change; the next run has a copy of its own.
  spec.box = copied->path();
  spec.argv = {"/box/program", "/box/program"};
  for (int i = 0; i < 2; ++i) {
    const auto own = attack(spec);
    EXPECT_TRUE(has_line(own.out, "unlink /box/program=0")) << report(own);
  }
  EXPECT_TRUE(content_of(copied->path() / "program") == content_of(original));
}

BEX_AT_EVERY_LEVEL(Files);

} // namespace
} // namespace bex::attacks
