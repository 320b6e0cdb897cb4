// What the learner has done: SQLite, one transaction for each submission.
#pragma once

#include "graders/verdict.hpp"
#include "sandboxes/base/error.hpp"

#include <filesystem>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace bex::store {

struct Record {
  std::string pack, exercise; // ids, which never change
  std::string language, digest, pack_version, commit;
  std::uint64_t seed = 0;
  Verdict verdict = Verdict::judge_error;
  bool passed = false;  // accepted
  bool partial = false; // all that could be run was accepted, something was skipped: the next exercise opens
  int checks_passed = 0, checks_total = 0;
  std::string level;
  std::int64_t at = 0; // seconds since the epoch
};

struct Standing {
  bool passed = false, partial = false;
  int attempts = 0;
  int best = 0;
  int last_passed = 0, last_total = 0;
  std::int64_t first_passed_at = 0; // 0 while it is not
  std::int64_t last_at = 0;
};

// Durable when `append` returns: rollback journal with synchronous EXTRA. An older database migrates forward
// in one transaction; a newer one is refused. A file that is no database is refused and left alone.
class Progress {
 public:
  static Result<Progress> open(const std::filesystem::path& file);
  Progress(Progress&&) noexcept;
  Progress& operator=(Progress&&) noexcept;
  ~Progress();

  [[nodiscard]] Result<void> append(const Record& record);
  // Of every exercise of the pack that was ever submitted, by id.
  [[nodiscard]] Result<std::map<std::string, Standing>> standings(const std::string& pack);
  [[nodiscard]] Result<std::vector<std::string>> packs(); // ids that have records, by latest use
  [[nodiscard]] Result<std::optional<Record>> last(const std::string& pack, const std::string& exercise);
  // The exercise that `next` opened last, for `test` and `submit` outside of a workspace; pack and exercise
  // ids.
  [[nodiscard]] Result<void> set_current(const std::string& pack, const std::string& exercise,
                                         const std::string& language);
  struct Current {
    std::string pack, exercise, language;
  };
  [[nodiscard]] Result<std::optional<Current>> current();

 private:
  struct State;
  explicit Progress(std::unique_ptr<State> state);
  std::unique_ptr<State> state_;
};

} // namespace bex::store
