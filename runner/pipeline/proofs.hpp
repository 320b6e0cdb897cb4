// Proofs that need not be made again: those that this machine keeps, and those that a pack says were made.
#pragma once

#include "runner/pipeline/verify.hpp"

#include <filesystem>
#include <map>
#include <optional>
#include <string>
#include <vector>

namespace bex::pipeline {

// Of the names and contents of all files of an exercise but the statement and the notes; in a staged pack, of
// those of the stages before it as well.
[[nodiscard]] Result<std::string> digest_of(const model::Pack& pack, const model::Exercise& exercise);

// Below `cache`/proofs, by the digest of all that a proof speaks of: the exercise, the solution, the earlier
// stages that are asked, this program, the languages, their tool chains and the level of the sandbox. Only
// what was proven is kept.
class KeptProofs {
 public:
  KeptProofs(Earlier earlier, const Tools& tools);
  [[nodiscard]] std::optional<Proof> find(const std::string& exercise_digest,
                                          const std::string& solution) const;
  // Not being able to keep one costs time the next time, and nothing else.
  void keep(const std::string& exercise_digest, const Proof& proof) const;

 private:
  [[nodiscard]] std::filesystem::path place(const std::string& exercise_digest,
                                            const std::string& solution) const;
  std::filesystem::path folder_;
  std::string circumstances_;
};

// `proofs.toml` of a pack: exercise -> the digest that it had when all of it was proven.
using Record = std::map<std::string, std::string>;
[[nodiscard]] tl::expected<Record, Errors> load_record(const model::Pack& pack);
[[nodiscard]] Result<void> save_record(const model::Pack& pack, const Record& record);

// What is worth proving where time is short.
struct Selection {
  std::vector<std::string> changed; // not recorded as it is now
  std::vector<std::string> sampled; // of the others, drawn by the seed
};
[[nodiscard]] Result<Selection> select(const model::Pack& pack, const Record& record, std::size_t sample,
                                       std::uint64_t seed);

} // namespace bex::pipeline
