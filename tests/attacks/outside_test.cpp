// The same programs without a sandbox, where it does no harm: they do what they are meant to do, so that what
// the other tests show is the sandbox's doing, and the list of openings is right.
#include "sandboxes/base/clock.hpp"
#include "tests/attacks/support.hpp"

#include "sandboxes/base/fd.hpp"

#include <arpa/inet.h>
#include <csignal>
#include <netinet/in.h>
#include <poll.h>
#include <spawn.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <thread>
#include <unistd.h>

namespace bex::attacks {
namespace {

class Outside : public ::testing::Test {
 protected:
  // Without namespaces `inside` is another name of the folder `host`.
  RunResult run(const std::string& name, std::vector<std::string> words, std::vector<Mount> mounts = {}) {
    auto made = make_sandbox(Safety::unsafe);
    SandboxSpec spec;
    spec.mounts = std::move(mounts);
    spec.mounts.push_back({BEXERCISE_ATTACKS, "/attacks"});
    spec.mounts.push_back({canary_.folder(), "/host"});
    spec.argv = {"/attacks/" + name};
    spec.argv.insert(spec.argv.end(), words.begin(), words.end());
    auto result = (*made)->run(spec);
    EXPECT_TRUE(result) << result.error().what;
    return result ? std::move(*result) : RunResult{};
  }
  static void expect_open(int attack) {
    EXPECT_TRUE(is_open_at(Level::unsafe, attack))
        << "attack " << attack << " is not in the list of openings";
  }

  Canary canary_;
};

TEST_F(Outside, A17_TheCanaryIsRead) {
  const auto result = run("17_expected_output", {"/host/canary"});
  EXPECT_NE(result.out.find(canary_.secret()), std::string::npos) << report(result);
  expect_open(17);
  expect_open(18);
}

TEST_F(Outside, A20_AnotherProcessIsKilled) {
  const pid_t victim = ::fork();
  if (victim == 0) {
    ::alarm(60);
    for (;;) ::pause();
  }
  const auto result = run("20_signals", {std::to_string(victim)});
  for (int i = 0; i < 1000 && lives(victim); ++i)
    system_clock().sleep_for(Millis(5)); // a signal is not death yet
  EXPECT_FALSE(lives(victim)) << report(result);
  ::kill(victim, SIGKILL);
  ::waitpid(victim, nullptr, 0);
  expect_open(20);
}

TEST_F(Outside, A24_AHardLinkIsMade) {
  const auto result = run("24_hard_link", {"/host/canary", "/host/canary"});
  EXPECT_TRUE(has_line(result.out, "host=0")) << report(result); // in a folder that went with the run
}

TEST_F(Outside, A25_AToolIsReplaced) {
  const auto folder = TempDir::make();
  const fs::path tool = folder->path() / "tool";
  fs::copy_file(fs::path(BEXERCISE_ATTACKS) / "25_replaced_binary", tool);
  const auto result = run("25_replaced_binary", {"/tools/tool"}, {{folder->path(), "/tools"}});
  EXPECT_TRUE(has_line(result.out, "truncate " + tool.string() + "=0")) << report(result);
  EXPECT_FALSE(fs::exists(tool));
  expect_open(25);
}

TEST_F(Outside, A26_AServiceIsReached) {
  const Fd listener(::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0));
  sockaddr_in address{};
  address.sin_family = AF_INET;
  address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  socklen_t size = sizeof address;
  ASSERT_EQ(::bind(listener.get(), reinterpret_cast<sockaddr*>(&address), size), 0);
  ASSERT_EQ(::listen(listener.get(), 8), 0);
  ASSERT_EQ(::getsockname(listener.get(), reinterpret_cast<sockaddr*>(&address), &size), 0);
  const auto result =
      run("26_host_sockets", {"tcp", "127.0.0.1", std::to_string(ntohs(address.sin_port)), "only"});
  pollfd watched{listener.get(), POLLIN, 0};
  EXPECT_EQ(::poll(&watched, 1, 0), 1) << report(result);
  expect_open(26);
}

TEST_F(Outside, A27_OtherSocketsAreOpened) {
  const auto result = run("27_socket_domains", {});
  EXPECT_NE(result.out.find("opened netlink=15"), std::string::npos) << report(result);
  expect_open(27);
}

TEST_F(Outside, A41_ChildrenOutliveTheSupervisor) {
  const auto folder = TempDir::make();
  fs::copy_file(fs::path(BEXERCISE_ATTACKS) / "06_sleep", folder->path() / "06_sleep");
  const std::string place = folder->path().string();
  std::string words[] = {BEXERCISE_ATTACK_SUPERVISOR, "unsafe", "8000", place, "/inside", "06_sleep", "stop"};
  std::vector<char*> argv;
  for (auto& word : words) argv.push_back(word.data());
  argv.push_back(nullptr);
  pid_t supervisor = -1;
  ASSERT_EQ(::posix_spawn(&supervisor, words[0].c_str(), nullptr, nullptr, argv.data(), environ), 0);
  EXPECT_TRUE(come_within(place, 2, Millis(6'000)));
  ::kill(supervisor, SIGKILL);
  int status = 0;
  ::waitpid(supervisor, &status, 0);
  EXPECT_TRUE(WIFSIGNALED(status)) << "the supervisor had ended by itself, with code " << WEXITSTATUS(status);
  std::this_thread::sleep_for(Millis(300));
  EXPECT_EQ(processes_from(place), 1);
  expect_open(41);
  for (const pid_t pid : pids_from(place)) ::kill(pid, SIGKILL);
}

} // namespace
} // namespace bex::attacks
