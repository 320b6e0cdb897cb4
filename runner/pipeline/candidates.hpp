// The submissions that a pack's proof is made of.
#pragma once

#include "runner/pipeline/grade.hpp"
#include "sandboxes/base/file.hpp"

#include <string>
#include <vector>

namespace bex::pipeline {

struct Candidate {
  enum class Must { pass, fail, get_verdict };
  std::string name;
  Must must = Must::pass;
  Verdict expected = Verdict::accepted;
  std::vector<Verdict> also;
  std::string check;
  std::filesystem::path folder; // empty: `files` are the submission
  std::vector<std::pair<std::string, std::string>> files;
  std::string language;
  bool further = false; // accepted, in neither the first compiled nor the first interpreted language
};

// Accepted solutions, labelled wrong ones, starters, the empty submission, one that prints the first expected
// output whatever it is asked, and in a staged pack the accepted solutions of the stage before.
[[nodiscard]] tl::expected<std::vector<Candidate>, Errors>
candidates_for(const model::Pack& pack, const model::Exercise& exercise, const Tools& tools);

struct CandidateSource {
  TempDir folder; // what `source` lies in
  Source source;
};
[[nodiscard]] Result<CandidateSource> source_of(const Candidate& candidate, const Tools& tools);

} // namespace bex::pipeline
