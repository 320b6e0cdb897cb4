#include "sandboxes/ladder.hpp"

#include "sandboxes/base/file.hpp"
#include "sandboxes/boxed.hpp"
#include "sandboxes/cgroups/groups.hpp"
#include "sandboxes/seccomp.hpp"

#include <cerrno>
#include <fmt/format.h>
#include <unistd.h>

namespace bex {
namespace {

// The conventional id of nobody, for the program when root runs us: it owns nothing, and limits on processes
// bind it.
constexpr unsigned nobody = 65534;

std::optional<long> read_number(const char* path) {
  const auto text = read_file(path);
  if (!text || text->empty()) return std::nullopt;
  return std::strtol(text->c_str(), nullptr, 10);
}

Result<RunResult> try_out(Sandbox& sandbox) {
  SandboxSpec spec;
  spec.argv = {"true"};
  spec.limits.cpu = Millis(5'000);
  spec.limits.wall = Millis(10'000);
  return sandbox.run(spec);
}

} // namespace

Switches read_switches() {
  Switches switches;
  switches.unprivileged_userns_clone = read_number("/proc/sys/kernel/unprivileged_userns_clone");
  switches.max_user_namespaces = read_number("/proc/sys/user/max_user_namespaces");
  switches.apparmor_restriction = read_number("/proc/sys/kernel/apparmor_restrict_unprivileged_userns");
  switches.is_root = ::geteuid() == 0;
  switches.in_container = ::access("/.dockerenv", F_OK) == 0 || ::access("/run/.containerenv", F_OK) == 0;
  std::error_code code;
  switches.program = fs::read_symlink("/proc/self/exe", code).string();
  return switches;
}

Error explain(const NotStarted& refusal, const Switches& switches) {
  const std::string what =
      "the sandbox does not work on this machine: " + with_errno(refusal.step, refusal.error);
  const auto error = [&](const std::string& because, const std::string& help) {
    return Error{ErrorKind::machine, what + (because.empty() ? "" : "; " + because), std::nullopt, help, {}};
  };
  const bool forbidden = refusal.error == EPERM || refusal.error == EACCES || refusal.error == ENOSPC;
  if (!forbidden) return error("", "run `bexercise doctor` for what this machine can do");
  if (switches.max_user_namespaces == 0)
    return error("user namespaces are turned off", "sudo sysctl -w user.max_user_namespaces=15000");
  if (refusal.error == ENOSPC)
    return error("too many user namespaces, or too deep a nesting",
                 fmt::format("sudo sysctl -w user.max_user_namespaces={}",
                             switches.max_user_namespaces.value_or(0) + 15'000));
  if (!switches.is_root && switches.unprivileged_userns_clone == 0)
    return error("user namespaces are for root only here",
                 "sudo sysctl -w kernel.unprivileged_userns_clone=1");
  if (!switches.is_root && switches.apparmor_restriction.value_or(0) != 0)
    return error(
        "AppArmor keeps user namespaces from programs without a profile",
        fmt::format(
            "printf 'abi <abi/4.0>,\\ninclude <tunables/global>\\nprofile bexercise {} flags=(unconfined) "
            "{{\\n  userns,\\n}}\\n' | sudo tee /etc/apparmor.d/bexercise && sudo apparmor_parser -r "
            "/etc/apparmor.d/bexercise",
            switches.program));
  if (switches.in_container)
    return error(
        "the container forbids user namespaces",
        "start it with `docker run --security-opt seccomp=unconfined --security-opt apparmor=unconfined "
        "--security-opt systempaths=unconfined ...`");
  return error("user namespaces are forbidden", "run `bexercise doctor` for what this machine can do");
}

namespace {

// Each try weakens one thing that the last refusal named; a refusal of anything else is final.
Result<std::unique_ptr<Sandbox>> climb(Means means, std::shared_ptr<Groups> groups) {
  for (;;) {
    auto filter = system_call_filter(groups != nullptr);
    if (!filter) return tl::unexpected<Error>(filter.error());
    means.filter = std::move(*filter);
    means.grouped = groups != nullptr;
    auto sandbox = make_namespaces(means, groups);
    const auto result = try_out(*sandbox);
    if (!result) return tl::unexpected<Error>(result.error());
    if (const auto* exited = std::get_if<Exited>(&result->ending); exited && exited->code == 0)
      return sandbox;
    const auto* refusal = std::get_if<NotStarted>(&result->ending);
    if (!refusal)
      return fail(ErrorKind::machine,
                  "the sandbox does not work on this machine: `true` " + describe(result->ending),
                  "run `bexercise doctor` for what this machine can do");
    if (means.ids.two &&
        (refusal->step == "map user ids" || refusal->step == "give the pipes to the program")) {
      means.ids.two = false;
    } else if (groups && refusal->step == "enter the control group") {
      groups.reset();
    } else if (means.fresh_proc && refusal->step == "mount a fresh /proc" && refusal->error == EPERM) {
      means.fresh_proc = false;
    } else {
      return tl::unexpected<Error>(explain(*refusal, read_switches()));
    }
  }
}

} // namespace

Result<std::unique_ptr<Sandbox>> make_sandbox(Safety safety, Level at_most) {
  if (safety == Safety::unsafe) return make_unsafe();
  std::shared_ptr<Groups> groups;
  if (at_most == Level::full)
    if (auto opened = open_groups()) groups = std::move(*opened);
  Means means;
  means.ids = {::geteuid() == 0, nobody, nobody};
  means.fresh_proc = at_most != Level::reduced;
  means.system = view_system();
  return climb(std::move(means), std::move(groups));
}

} // namespace bex
