// Asking systemd for a scope, in the few words of D-Bus that it takes: a library for them costs more start-up
// time than the call. Message format: D-Bus specification, "Message Protocol"; the method:
// org.freedesktop.systemd1(5).
#pragma once

#include "sandboxes/base/error.hpp"
#include "sandboxes/base/units.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <sys/types.h>

namespace bex {

namespace bus {

// StartTransientUnit: the scope `unit`, with Delegate=yes, for the process `pid`.
[[nodiscard]] std::string scope_request(const std::string& unit, pid_t pid, std::uint32_t serial);
// The first call on a connection to a bus; a manager's own socket knows no such method.
[[nodiscard]] std::string hello_request(std::uint32_t serial);

struct Message {
  std::size_t size = 0; // with all that belongs to it
  std::uint32_t reply_to = 0;
  std::string error; // its name and text, "" when it is none
};
// The message that `bytes` begins with; nothing while it is incomplete. One that is against the rules comes
// with size 0.
[[nodiscard]] std::optional<Message> parse_message(std::string_view bytes);

} // namespace bus

// Whether systemd is what manages this machine's tree of control groups (sd_booted(3)).
[[nodiscard]] bool has_systemd();

// Asks the manager of the calling user, for root that of the machine, and waits for at most `patience` for
// its word that it took the order; the process is moved a little later.
[[nodiscard]] Result<void> request_scope(const std::string& unit, pid_t pid, Millis patience);

} // namespace bex
