// From a plan to a running box.
#pragma once

#include "sandboxes/base/fd.hpp"
#include "sandboxes/plan.hpp"
#include "sandboxes/prepared.hpp"
#include "sandboxes/result.hpp"

#include <tl/expected.hpp>

namespace bex {

// The supervisor's ends of a run whose init builds the box and starts the program.
struct Box {
  pid_t pid = -1; // of init, in the caller's pid namespace; its own to reap
  Fd pidfd;
  Fd status; // init::Notice comes, init::Order goes
  Fd service;
  Fd out, err; // non-blocking
};

// The program's stdin: a sealed memory file, which nobody can write to (memfd_create(2)).
[[nodiscard]] Result<Fd> make_input(const Input& input);
// A descriptor of our own for what `fd` is open on.
[[nodiscard]] Result<Fd> duplicate(int fd);

// Where a program writes, when that is not to pipes of ours; both or none.
struct Outputs {
  Fd out, err;
};

// Init dies with the calling thread (PR_SET_PDEATHSIG), so that this thread must see the run through. An
// unconfined run has no `prepared` box, but a folder that stands for its `root`. `box` is the folder that
// /box is copied from, if any, and `data` that for /data.
[[nodiscard]] tl::expected<Box, NotStarted> launch(Plan& plan, const PreparedBox* prepared, Fd input,
                                                   Outputs given, Fd box, Fd data, Fd root);

} // namespace bex
