// Sockets of a run's own network, which the init inside makes on request.
#pragma once

#include "sandboxes/base/fd.hpp"

#include <tl/expected.hpp>

namespace bex {

// `family` as init/protocol.hpp says. False when init is gone.
[[nodiscard]] bool ask_for_socket(const Fd& service, int family);
// The socket that was asked for, close-on-exec, or errno; ECONNREFUSED when init is gone.
[[nodiscard]] tl::expected<Fd, int> receive_socket(const Fd& service);

} // namespace bex
