#include "sandboxes/openings.hpp"

#include <algorithm>
#include <iterator>

namespace bex {
namespace {

// Without namespaces nothing but limits is left: `reduced` is the first level that confines. Without a cgroup
// memory is what processes have resident and CPU time what processes say that they and their children used,
// each at the moment of a look: `full` is the first level where the kernel counts.
constexpr Opening all[] = {
    {1, Level::reduced, "processes are counted now and then: more than the limit may run for a moment"},
    {5, Level::full,
     "CPU time of children that nobody waits for and that end between two looks is not counted; the "
     "wall-clock limit ends them"},
    {9, Level::reduced, "a single file is limited in size, all files together are not"},
    {10, Level::reduced, "the number of files is not limited"},
    {12, Level::full, "memory may be over its limit for some milliseconds before that is noticed"},
    {13, Level::full,
     "processes that come and go within milliseconds may never be counted together for the memory limit"},
    {14, Level::full,
     "files in /box, /tmp, /dev/shm and /data, what waits in pipes and sockets, and shared memory that no "
     "process has in its own count are not counted as memory"},
    {17, Level::reduced, "every file that you can read can be read, expected outputs and keys too"},
    {18, Level::reduced, "a build can read every file that you can read"},
    {19, Level::reduced, "paths and mounts of this machine can be seen"},
    {20, Level::reduced, "your other processes can be seen and signalled"},
    {25, Level::reduced, "the program, its tools and your files can be changed"},
    {26, Level::reduced, "services of this machine and every network can be reached"},
    {27, Level::reduced, "sockets of every domain can be opened"},
    {28, Level::reduced, "keyrings can pass messages to the next run"},
    {29, Level::reduced, "locks on files of this machine can pass messages to the next run"},
    {30, Level::reduced, "files, shared memory and System V objects can be left for the next run"},
    {31, Level::reduced, "every system call that you may make can be made"},
    {32, Level::reduced, "further namespaces can be made"},
    {33, Level::reduced, "system calls of other architectures can be made"},
    {34, Level::reduced, "your other processes can be traced"},
    {37, Level::reduced, "kernel settings that you may change can be changed"},
    {39, Level::reduced, "priorities that you may take can be taken"},
    {41, Level::reduced, "children of a program outlive a bexercise that was killed"},
};
static_assert(std::is_sorted(std::begin(all), std::end(all),
                             [](const Opening& a, const Opening& b) { return a.attack < b.attack; }));

} // namespace

std::span<const Opening> openings() {
  return all;
}

std::vector<Opening> open_at(Level level) {
  std::vector<Opening> open;
  std::copy_if(std::begin(all), std::end(all), std::back_inserter(open),
               [&](const Opening& each) { return level < each.contained_from; });
  return open;
}

bool is_open_at(Level level, int attack) {
  return std::any_of(std::begin(all), std::end(all), [&](const Opening& each) {
    return each.attack == attack && level < each.contained_from;
  });
}

} // namespace bex
