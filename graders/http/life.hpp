// The server's life as steps of a check: stopped, started again, the files in between.
#pragma once

#include "graders/http/expectation.hpp"
#include "graders/http/step.hpp"
#include "sandboxes/result.hpp"

#include <filesystem>
#include <optional>
#include <span>
#include <string>

namespace bex::http {

// The keys of [[check.step]] that belong to `stop` and to `start`; `in_flight`: something is while it stops.
[[nodiscard]] Stop parse_stop(Reader& step, bool in_flight);
[[nodiscard]] Start parse_start(Reader& step);
// The path of `data`, and `absent`.
[[nodiscard]] DataFile parse_data(Reader& step);

// Whether the steps steer the server's life, so that it is one of the check's own.
[[nodiscard]] bool has_life(std::span<const Step> steps);
// Such a check begins with a server that does not run yet when its first step wants that.
[[nodiscard]] bool begins_down(std::span<const Step> steps);
// What keeps a step from being taken where it stands, such as a request to a server that is stopped.
struct Misplaced {
  std::size_t step = 0;
  std::string what, help;
};
[[nodiscard]] std::optional<Misplaced> misplaced(std::span<const Step> steps, std::size_t turns);

// How a server went that we stopped, or that had to end by itself.
struct Departure {
  std::optional<Ending> ending; // none: it was still there when the time was over
  bool still_listens = false;   // when it should have refused connections already
  std::string data_lost;        // RunResult::data_lost
};
[[nodiscard]] std::vector<Finding> look_at(const Stop& stop, const Departure& departure,
                                           const std::string& where);
[[nodiscard]] std::vector<Finding> look_at(const Start& start, const Departure& departure,
                                           const std::string& where);

// Where a value of `hides` stands in the files below `folder`, or in the log.
[[nodiscard]] std::vector<Finding> look_for_secrets(const DataFile& data, const std::filesystem::path& folder,
                                                    const std::string& log, const Variables& variables,
                                                    const std::string& where);

// The file's bytes (none: it is not there) against what the step expects.
[[nodiscard]] Examination examine_data(const Step& step, const std::optional<std::string>& bytes,
                                       const Variables& variables, const std::string& where);

} // namespace bex::http
