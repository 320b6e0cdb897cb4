// Eight channels from one run to the next: 28, 29 and 30.
#include "sandboxes/base/clock.hpp"
#include "sandboxes/base/file.hpp"
#include "tests/attacks/support.hpp"

#include <algorithm>
#include <filesystem>
#include <utility>

namespace bex::attacks {
namespace {

class Channels : public Attack {
 protected:
  std::string word_ = "message-" + canary_.secret().substr(7, 16);
  // A file that both runs have, and no other test.
  TempDir folder_ = std::move(*TempDir::make());
  std::string shared_ = "/shared/file";

  void SetUp() override {
    Attack::SetUp();
    ASSERT_TRUE(write_file(folder_.path() / "file", "locked"));
    std::filesystem::permissions(folder_.path(), std::filesystem::perms(0755));
    std::filesystem::permissions(folder_.path() / "file", std::filesystem::perms(0644));
  }

  SandboxSpec message(const char* how) {
    std::string word = word_;
    if (how == std::string("look")) std::reverse(word.begin(), word.end());
    SandboxSpec spec = program("28_message", {how, word, shared_});
    spec.mounts.push_back({folder_.path(), "/shared"});
    spec.data = true;
    spec.network = Network::loopback;
    return spec;
  }
};

// The other tests would be worth nothing if nothing were left, or if it could not be found.
TEST_P(Channels, A30_AMessageIsFoundInTheSameRun) {
  SandboxSpec spec = message("both");
  const auto result = attack(spec);
  const auto told = told_in(result.out);
  for (const char* what : {"file /box", "file /tmp", "file /dev/shm", "file /data", "sem", "msg", "msgsnd",
                           "flock", "abstract"}) {
    ASSERT_EQ(told.count(what), 1u) << what << report(result);
    EXPECT_EQ(told.find(what)->second, "0") << what << " was not left";
  }
  for (const char* channel :
       {"file", "entry", "system v semaphore", "system v queue", "lock", "abstract socket", "environment"})
    EXPECT_TRUE(has_line(result.out, std::string("found ") + channel)) << channel;
  if (level() != Level::reduced) {
    EXPECT_TRUE(has_line(result.out, "found process"));
  }
}

TEST_P(Channels, A28_Keyrings) {
  const auto told = told_in(attack(message("leave")).out);
  expect_refused(told, "key ");
  expect_refused(told, "join-session");
}

TEST_P(Channels, A29_A30_NothingIsLeftForTheNextRun) {
  for (int i = 0; i < 3; ++i) {
    const auto left = attack(message("leave"));
    EXPECT_TRUE(is_exit(left, 0)) << report(left);
    const auto found = attack(message("look"));
    EXPECT_EQ(found.out, "looked\n");
  }
}

// Side by side they share the files that are mounted, and nothing that is theirs. A lock on one of those can
// be seen, as the load of the machine can.
TEST_P(Channels, A30_NothingOfARunBesideIt) {
  SandboxSpec spec = message("stay");
  auto beside = box().start(spec);
  ASSERT_TRUE(beside) << beside.error().what;
  for (int i = 0; i < 2000 && (*beside)->log(4096).find("abstract=0") == std::string::npos; ++i)
    system_clock().sleep_for(Millis(2));
  ASSERT_NE((*beside)->log(4096).find("abstract=0"), std::string::npos) << (*beside)->log(4096);
  const std::string own = new_place_inside();
  SandboxSpec look = message("look");
  look.mounts[0].inside = own;
  look.argv[0] = own + "/28_message";
  look.argv[3] = "/usr/bin/env"; // a file that nobody has locked
  const auto found = box().run(look);
  ASSERT_TRUE(found) << found.error().what;
  EXPECT_EQ(found->out, "looked\n");
}

BEX_AT_EVERY_LEVEL(Channels);

} // namespace
} // namespace bex::attacks
