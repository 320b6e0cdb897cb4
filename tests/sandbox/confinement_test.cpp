// What a program inside can see and do.
#include "tests/sandbox/support.hpp"

#include <arpa/inet.h>
#include <fmt/format.h>
#include <netinet/in.h>
#include <set>
#include <sys/socket.h>
#include <unistd.h>

namespace bex::test {
namespace {

std::set<std::string> lines(const std::string& text) {
  std::set<std::string> all;
  for (std::size_t at = 0; at < text.size();) {
    const auto end = std::min(text.find('\n', at), text.size());
    all.insert(text.substr(at, end - at));
    at = end + 1;
  }
  return all;
}

TEST(Confinement, NoPathOfTheHostIsThere) {
  SandboxSpec spec = probe({"list", "/"});
  const std::set<std::string> expected = {"bin",    "box",  "dev",  "etc", "lib", "lib32", "lib64",
                                          "libx32", "proc", "sbin", "tmp", "usr", "probe"};
  for (const auto& name : lines(out_of(spec))) EXPECT_TRUE(expected.contains(name)) << name;
  EXPECT_EQ(out_of(probe({"read", "/root", "/home", "/srv", "/var", "/run", "/sys", "/opt", "/etc/shadow",
                          "/etc/machine-id", "/box/../../root"})),
            "/root=ENOENT\n/home=ENOENT\n/srv=ENOENT\n/var=ENOENT\n/run=ENOENT\n/sys=ENOENT\n/opt=ENOENT\n/"
            "etc/shadow=ENOENT\n"
            "/etc/machine-id=ENOENT\n/box/../../root=ENOENT\n");
}

TEST(Confinement, OnlyItsOwnFoldersCanBeWritten) {
  EXPECT_EQ(out_of(probe({"write", "/box/a", "/tmp/a", "/dev/shm/a", "/dev/null"})),
            "/box/a=0\n/tmp/a=0\n/dev/shm/a=0\n/dev/null=0\n");
  const std::string out =
      out_of(probe({"write", "/usr/a", "/etc/a", "/etc/passwd", "/a", "/probe/a", "/dev/a", "/usr/bin/env"}));
  EXPECT_EQ(out.find("=0"), std::string::npos) << out;
}

TEST(Confinement, KernelSwitchesCannotBeWritten) {
  const std::string out =
      out_of(probe({"write", "/proc/sys/kernel/core_pattern", "/proc/sys/kernel/hostname",
                    "/proc/sysrq-trigger", "/proc/sys/vm/drop_caches", "/proc/sys/net/ipv4/ip_forward"}));
  EXPECT_EQ(out.find("=0"), std::string::npos) << out;
}

TEST(Confinement, DataIsThereWhenAskedFor) {
  SandboxSpec spec = probe({"write", "/data/a"});
  EXPECT_EQ(out_of(spec), "/data/a=ENOENT\n");
  spec.data = true;
  EXPECT_EQ(out_of(spec), "/data/a=0\n");
}

TEST(Confinement, NothingIsLeftForTheNextRun) {
  SandboxSpec spec = probe({"write", "/box/left", "/tmp/left", "/dev/shm/left", "/data/left"});
  spec.data = true;
  out_of(spec);
  spec.argv[1] = "read";
  EXPECT_EQ(out_of(spec), "/box/left=ENOENT\n/tmp/left=ENOENT\n/dev/shm/left=ENOENT\n/data/left=ENOENT\n");
}

TEST(Confinement, SameIdentityForWhoeverRuns) {
  EXPECT_TRUE(out_of(probe({"identity"})).starts_with("uid=1000 gid=1000 pid1=0 "));
  const auto told = lines(out_of(probe({"identity"})));
  for (const char* line : {"ptrace-init=EPERM", "nice=EACCES", "fifo=EPERM"})
    EXPECT_TRUE(told.contains(line)) << line;
  EXPECT_FALSE(told.contains("setuid=0"));
}

TEST(Confinement, OnlyItsOwnProcessesAreListedAndKilled) {
  if (sandbox().level() != Level::reduced) {
    EXPECT_EQ(out_of(probe({"processes"})), "self\n");
  }
  EXPECT_EQ(ending_of([] {
              auto spec = probe({"kill-everybody"});
              spec.limits.wall = Millis(200);
              return spec;
            }()),
            "was stopped at the wall-clock limit"); // kill(-1) spares the caller, and nobody else heard of it
}

TEST(Confinement, NoDescriptorIsInherited) {
  EXPECT_EQ(out_of(probe({"descriptors"})), "0\n1\n2\n");
}

TEST(Confinement, SocketDomains) {
  EXPECT_EQ(out_of(probe({"sockets"})),
            "unix=0\ninet=0\ninet6=0\nroute=0\naudit=EAFNOSUPPORT\npacket=EAFNOSUPPORT\n"
            "vsock=EAFNOSUPPORT\nalg=EAFNOSUPPORT\nhigh=EAFNOSUPPORT\n");
}

TEST(Confinement, SystemCalls) {
  // What is held by no process may be had where a control group counts it.
  const std::string held = sandbox().level() == Level::full ? "0" : "ENOSYS";
  EXPECT_EQ(out_of(probe({"calls"})),
            "clone3=ENOSYS\nio_uring=ENOSYS\nbpf=EPERM\nuserfaultfd=ENOSYS\nperf=EPERM\nkeyctl=EPERM\n"
            "add_key=EPERM\nmemfd=" +
                held + "\nshmget=" + held +
                "\nshmget-page=0\nunshare-user=EPERM\nunshare-time=EPERM\nclone-user=EPERM\nsetns="
                "EPERM\nmount=EPERM\n"
                "tiocsti=EPERM\ntiocsti-high=EPERM\n");
}

TEST(Confinement, FilesMoveBetweenFolders) {
  EXPECT_EQ(out_of(probe({"rename-across"})), "rename=0\n");
}

TEST(Confinement, FoldersHaveASizeAndACount) {
  for (const char* folder : {"/box", "/tmp", "/dev/shm"}) {
    SandboxSpec spec = probe({"fill", std::string(folder) + "/large"});
    spec.limits.scratch = mib(8);
    EXPECT_EQ(out_of(spec), "write=ENOSPC\n") << folder;
  }
  EXPECT_EQ(out_of(probe({"many-files", "/tmp"})), "open=ENOSPC\n");
}

TEST(Confinement, InputCannotBeWritten) {
  if (sandbox().level() == Level::reduced) return; // without /proc there is no way to try
  SandboxSpec spec = probe({"stdin-twice"});
  spec.input = std::string("hello\n");
  EXPECT_EQ(out_of(spec), "hello\nwrite=EPERM\nreopen=0\nwrite-again=EPERM\ntruncate=EPERM\n");
}

TEST(Confinement, InputFromAFile) {
  const auto folder = TempDir::make();
  ASSERT_TRUE(write_file(folder->path() / "in", "from a file\n"));
  SandboxSpec spec = probe({"cat", "/dev/stdin"});
  if (sandbox().level() == Level::reduced) spec = probe({"stdin-twice"});
  spec.input = folder->path() / "in";
  EXPECT_EQ(out_of(spec).substr(0, 12), "from a file\n");
  spec.input = folder->path() / "none";
  EXPECT_FALSE(sandbox().run(spec));
}

TEST(Confinement, WordsEnvironmentAndFolderAreAsDeclared) {
  SandboxSpec spec = probe({"surroundings", "two words", ""});
  spec.env = {{"A", "1"}, {"B", "x=y"}};
  spec.cwd = "/tmp";
  EXPECT_EQ(out_of(spec), "surroundings\ntwo words\n\nA=1\nB=x=y\n/tmp\n");
}

TEST(Confinement, NoNetworkOfTheHost) {
  const Fd listener(::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0));
  sockaddr_in address{};
  address.sin_family = AF_INET;
  address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  socklen_t size = sizeof address;
  ASSERT_EQ(::bind(listener.get(), reinterpret_cast<sockaddr*>(&address), size), 0);
  ASSERT_EQ(::listen(listener.get(), 1), 0);
  ASSERT_EQ(::getsockname(listener.get(), reinterpret_cast<sockaddr*>(&address), &size), 0);
  const std::string port = fmt::format("{}", ntohs(address.sin_port));
  SandboxSpec spec = probe({"connect", "127.0.0.1", port});
  EXPECT_EQ(out_of(spec), "connect=ENETUNREACH\n");
  spec.network = Network::loopback;
  EXPECT_EQ(out_of(spec), "connect=ECONNREFUSED\n");
  spec.argv = probe({"connect", "192.0.2.1", "80"}).argv;
  EXPECT_EQ(out_of(spec), "connect=ENETUNREACH\n");
}

TEST(Confinement, NamesOfOtherHostsLeadInside) {
  SandboxSpec spec;
  spec.argv = {"/usr/bin/getent", "hosts", "mail.test"};
  EXPECT_EQ(ending_of(spec), "exited with code 2");
  spec.hosts = {"payments.test", "mail.test"};
  EXPECT_EQ(out_of(spec), "127.0.0.1       mail.test\n");
}

TEST(Confinement, TheLevelIsStamped) {
  EXPECT_EQ(run(probe({"exit", "0"})).level, sandbox().level());
  EXPECT_NE(sandbox().level(), Level::unsafe);
}

} // namespace
} // namespace bex::test
