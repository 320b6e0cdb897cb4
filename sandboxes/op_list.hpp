// Making lists of acts: what both parts of a box need.
#pragma once

#include "sandboxes/plan.hpp"

#include <filesystem>
#include <set>
#include <string>

namespace bex {

class OpList {
 public:
  explicit OpList(Ops& ops) : ops_(ops) {}

  // Each folder is made once, with its parents.
  void folder(const std::string& path, unsigned mode = 0755, bool owned = false);
  void file(const std::string& path, const std::string& content, unsigned mode, bool owned);
  // What a mount needs to be put on.
  void mount_point(const std::string& path, bool is_folder, bool owned = false);
  void parents(const std::filesystem::path& path, bool owned);
  void add(Op op) { ops_.ops.push_back(op); }
  const char* keep(std::string text) { return ops_.keep(std::move(text)); }

 private:
  Ops& ops_;
  std::set<std::string> made_;
};

// The spec's mounts in the order of both parts. Those below a folder that each run gets anew wait at `staged`
// until it is there.
struct MountPlace {
  std::string host;
  std::string inside; // relative to the root
  std::string staged; // relative to the root; empty: it goes to its place at once
  bool is_folder = true;
};
[[nodiscard]] std::vector<MountPlace> mount_places(const SandboxSpec& spec);

} // namespace bex
