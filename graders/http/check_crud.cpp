#include "graders/http/check_run.hpp"
#include "graders/http/crud_run.hpp"

#include <utility>

namespace bex::http {

bool CheckRun::run_model(const Step& step, const Variables& variables, const std::string& place) {
  seen_.by_itself = false;
  const Ask ask = [this](Request request) {
    auto exchanges = send({std::move(request)}, nullptr);
    return exchanges ? std::optional(std::move(exchanges->front())) : std::nullopt;
  };
  CrudResult result = run_crud(*step.crud, fill_in(step, variables), seed_, ask);
  CrudPlay& play = result.play;
  if (play.lost) return false;
  for (Finding& finding : play.findings) finding.where = after(place, finding.where);
  const bool fine = play.findings.empty();
  if (!fine) {
    for (Exhibit& exhibit : story_of(result)) seen_.exhibits.push_back(std::move(exhibit));
    for (const CrudTurn& turn : play.turns) seen_.requests.push_back(turn.exchange.request);
  }
  if (!play.turns.empty()) {
    Exchange last = std::move(play.turns.back().exchange);
    broke_ = last.end == Exchange::End::cut_short;
    conclude(std::move(last), {std::move(play.findings), 0});
  }
  return fine;
}

} // namespace bex::http
