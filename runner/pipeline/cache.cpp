#include "runner/pipeline/cache.hpp"

#include <algorithm>
#include <fcntl.h>
#include <sys/stat.h>
#include <vector>

namespace bex::pipeline {
namespace {

struct Entry {
  fs::path folder;
  fs::file_time_type used;
  std::uint64_t bytes = 0;
};

std::uint64_t size_of(const fs::path& folder) {
  std::uint64_t sum = 0;
  std::error_code code;
  if (fs::is_regular_file(folder, code)) return fs::file_size(folder, code);
  for (fs::recursive_directory_iterator it(folder, code), end; !code && it != end; it.increment(code))
    if (std::error_code ignored; it->is_regular_file(ignored)) sum += it->file_size(ignored);
  return sum;
}

// Away from its name at once: who looks for it finds it whole or not at all.
bool remove_unused(const Entry& entry) {
  auto aside = TempDir::make(entry.folder.parent_path());
  std::error_code code;
  if (!aside || fs::last_write_time(entry.folder, code) != entry.used || code) return false;
  fs::rename(entry.folder, aside->path() / "entry", code);
  return !code;
}

} // namespace

Result<void> keep(TempDir made, const fs::path& folder) {
  std::error_code code;
  ::chmod(made.path().c_str(), 0755); // mkdtemp makes 0700; the user inside the sandbox may be another one
  fs::rename(made.path(), folder, code);
  if (!code) {
    (void)made.release();
    return {};
  }
  if (fs::is_directory(folder)) return {};
  return fail_errno(ErrorKind::machine, "could not keep `" + folder.string() + "`", code.value());
}

bool touch(const fs::path& folder) {
  std::error_code code;
  return !fs::is_empty(folder, code) && !code && ::utimensat(AT_FDCWD, folder.c_str(), nullptr, 0) == 0;
}

void prune(const fs::path& folder, std::uint64_t limit) {
  std::vector<Entry> entries;
  std::uint64_t sum = 0;
  std::error_code code;
  for (const auto& item : fs::directory_iterator(folder, code)) {
    std::error_code ignored;
    entries.push_back({item.path(), item.last_write_time(ignored), size_of(item.path())});
    sum += entries.back().bytes;
  }
  std::sort(entries.begin(), entries.end(), [](const Entry& a, const Entry& b) { return a.used < b.used; });
  const auto recent = fs::file_time_type::clock::now() - std::chrono::hours(1);
  for (const auto& entry : entries) {
    if (sum <= limit || entry.used > recent) return;
    if (remove_unused(entry)) sum -= entry.bytes;
  }
}

void tidy(const fs::path& cache, std::uint64_t limit) {
  for (const auto* place : {"snapshots", "builds", "toolchains", "data", "proofs"})
    sweep_temp_dirs(cache / place);
  sweep_temp_dirs();
  const auto stamp = cache / "pruned";
  std::error_code code;
  const auto last = fs::last_write_time(stamp, code);
  const auto now = fs::file_time_type::clock::now();
  if (!code && last <= now && last > now - std::chrono::hours(1)) return;
  if (!write_file(stamp, "")) return;
  for (const auto* place : {"builds", "toolchains", "data", "proofs"}) prune(cache / place, limit);
}

} // namespace bex::pipeline
