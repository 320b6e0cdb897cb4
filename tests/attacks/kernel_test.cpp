// Doors of the kernel: 27, 31, 32, 33, 35 and 37.
#include "tests/attacks/support.hpp"

#include <csignal>

namespace bex::attacks {
namespace {

class Kernel : public Attack {
 protected:
  // Everything that the program tries is refused.
  Told expect_all_refused(const SandboxSpec& spec) {
    const auto result = attack(spec);
    EXPECT_TRUE(is_exit(result, 0)) << report(result);
    auto told = told_in(result.out);
    expect_refused(told);
    return told;
  }
};

TEST_P(Kernel, A27_SocketDomains) {
  const auto result = attack(program("27_socket_domains"));
  EXPECT_TRUE(is_exit(result, 0)) << report(result);
  for (std::size_t at = 0; (at = result.out.find("opened ", at)) != std::string::npos; ++at) {
    const std::string line = result.out.substr(at, result.out.find('\n', at) - at);
    const bool allowed = line == "opened netlink=0" || line.starts_with("opened domain=1 ") ||
                         line.starts_with("opened domain=2 ") || line.starts_with("opened domain=10 ") ||
                         line.starts_with("opened domain=16 ");
    EXPECT_TRUE(allowed) << line;
  }
  EXPECT_TRUE(has_line(result.out, "opened domain=2 type=1")) << report(result);
  for (const char* what : {"vsock", "packet", "alg", "audit", "raw", "high-bits", "pair"})
    expect_refused(told_in(result.out), what);
}

TEST_P(Kernel, A31_SystemCalls) {
  const auto told = expect_all_refused(program("31_system_calls"));
  // By the filter, not because the arguments are wrong.
  for (const char* what : {"io_uring_setup", "io_uring_enter", "bpf", "userfaultfd", "perf_event_open",
                           "keyctl", "init_module", "open_by_handle_at", "reboot", "kexec_load"})
    for (auto [at, end] = told.equal_range(what); at != end; ++at)
      EXPECT_TRUE(at->second == "EPERM" || at->second == "ENOSYS") << what << ": " << at->second;
}

TEST_P(Kernel, A32_NestedNamespaces) {
  const auto told = expect_all_refused(program("32_nested_namespaces"));
  for (const char* what : {"unshare user", "clone user", "clone3 user", "unshare net", "unshare time",
                           "mount", "chroot", "pivot_root"})
    for (auto [at, end] = told.equal_range(what); at != end; ++at)
      EXPECT_TRUE(at->second == "EPERM" || at->second == "ENOSYS") << what << ": " << at->second;
}

TEST_P(Kernel, A33_OtherTablesOfCalls) {
  for (const char* table : {"int80", "x32"}) {
    const auto result = attack(program("33_other_tables", {table}));
    if (has_line(result.out, "none")) continue; // this architecture has one table
    EXPECT_EQ(result.out, "calls\n");
    const auto* signalled = std::get_if<Signalled>(&result.ending);
    // A kernel without the 32-bit calls faults instead of asking the filter.
    const bool fault = table == std::string("int80") && signalled && signalled->signal == SIGSEGV;
    EXPECT_TRUE(fault || std::holds_alternative<Denied>(result.ending)) << table << ": " << report(result);
  }
}

TEST_P(Kernel, A35_TypingOnTheTerminal) {
  const auto told = expect_all_refused(program("35_terminal_input"));
  for (const char* what : {"tiocsti 0", "tiocsti 1", "tiocsti-high 0", "tioclinux 1", "tiocsetd 2"})
    EXPECT_EQ(told.find(what)->second, "EPERM") << what;
}

TEST_P(Kernel, A37_SettingsOfTheKernel) {
  const auto result = attack(program("37_kernel_settings"));
  EXPECT_TRUE(is_exit(result, 0)) << report(result);
  EXPECT_EQ(result.out.find("writable "), std::string::npos) << report(result);
  EXPECT_GT(number_in(result.out, "tried"), level() == Level::reduced ? 20 : 200) << report(result);
}

BEX_AT_EVERY_LEVEL(Kernel);

} // namespace
} // namespace bex::attacks
