#include "graders/http/crud_run.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace bex::http {
namespace {

using Kind = CrudOp::Kind;

class Shortener {
 public:
  Shortener(const Crud& crud, const Request& base, CrudPlay failed, const Ask& ask)
      : crud_(crud), base_(base), best_(std::move(failed)), ask_(ask) {}

  CrudPlay run() {
    for (std::size_t before = 0; before != best_.ops.size();) {
      before = best_.ops.size();
      for (std::size_t size = std::max<std::size_t>(before / 2, 1); size > 0; size /= 2) leave_out(size);
    }
    make_plain();
    return std::move(best_);
  }

 private:
  static constexpr int most_trials = 300;
  const Crud& crud_;
  const Request& base_;
  CrudPlay best_;
  const Ask& ask_;
  int trials_ = 0;
  bool lost_ = false;

  bool fails(const std::vector<CrudOp>& ops) {
    if (lost_ || ++trials_ > most_trials) return false;
    CrudPlay trial = play(crud_, base_, ops, ask_);
    lost_ = trial.lost;
    if (trial.lost || trial.findings.empty() || trial.flaw != best_.flaw) return false;
    best_ = std::move(trial);
    return true;
  }

  void leave_out(std::size_t size) {
    for (std::size_t at = 0; at < best_.ops.size();) {
      std::vector<CrudOp> fewer = best_.ops;
      const auto from = fewer.begin() + static_cast<std::ptrdiff_t>(at);
      fewer.erase(from, fewer.begin() + static_cast<std::ptrdiff_t>(std::min(at + size, fewer.size())));
      const std::size_t left = fewer.size();
      if (!fails(fewer) || best_.ops.size() > left) at += size;
    }
  }

  [[nodiscard]] const CrudField* field(const std::string& name) const {
    const auto found =
        std::ranges::find(crud_.fields, name, [](const CrudField& it) { return it.draw.name; });
    return found == crud_.fields.end() ? nullptr : &*found;
  }

  // The plainest value that may be there; of words that say nothing the one that is there.
  [[nodiscard]] Json plain(const Member& member) const {
    const Draw& draw = field(member.name)->draw;
    if (draw.kind == Draw::Kind::boolean) return Json{false};
    if (draw.kind == Draw::Kind::integer) return json_integer(draw.least);
    if (draw.kind == Draw::Kind::words && draw.least == 0) return Json{Json::Array{}};
    const bool one_letter = draw.least <= 1 && draw.most >= 1;
    return draw.kind == Draw::Kind::text && one_letter ? json_text("a") : member.value;
  }

  [[nodiscard]] bool may_go(const CrudOp& op, const Member& member) const {
    if (op.kind == Kind::patch) return op.fields.size() > 1;
    return field(member.name)->fallback.has_value();
  }

  void make_plain() {
    for (std::size_t i = 0; i < best_.ops.size(); ++i) {
      for (std::size_t k = 0; k < best_.ops[i].fields.size();) {
        std::vector<CrudOp> less = best_.ops;
        Json::Object& fields = less[i].fields;
        const bool optional = may_go(less[i], fields[k]);
        fields.erase(fields.begin() + static_cast<std::ptrdiff_t>(k));
        if (!optional || !fails(less)) ++k;
        if (i >= best_.ops.size()) return;
      }
      for (std::size_t k = 0; k < best_.ops[i].fields.size(); ++k) {
        std::vector<CrudOp> plainer = best_.ops;
        Member& member = plainer[i].fields[k];
        Json value = plain(member);
        if (value == member.value) continue;
        member.value = std::move(value);
        (void)fails(plainer);
        if (i >= best_.ops.size()) return;
      }
    }
  }
};

std::string in_a_line(const Request& request) {
  return request.method + " " + request.target + (request.body ? " " + *request.body : "");
}

std::string in_a_line(const Exchange& exchange) {
  if (exchange.end != Exchange::End::answered) return "no whole answer";
  const Response& response = exchange.response;
  std::string text = std::to_string(response.status);
  const auto location = response.header("Location");
  if (location) text += " Location: " + *location;
  return text + (response.body.empty() ? "" : " " + response.body);
}

} // namespace

CrudPlay shorten(const Crud& crud, const Request& base, CrudPlay failed, const Ask& ask) {
  return Shortener(crud, base, std::move(failed), ask).run();
}

CrudResult run_crud(const Crud& crud, const Request& base, std::uint64_t seed, const Ask& ask) {
  CrudResult result;
  for (int number = 1; number <= crud.sequences; ++number) {
    result.play = play(crud, base, draw_sequence(crud, seed, number), ask);
    result.drawn = result.play.turns.size();
    if (result.play.lost) return result;
    if (result.play.findings.empty()) continue;
    if (result.play.turns.back().exchange.end == Exchange::End::answered)
      result.play = shorten(crud, base, std::move(result.play), ask);
    return result;
  }
  return result;
}

std::vector<Exhibit> story_of(const CrudResult& result) {
  const CrudPlay& failed = result.play;
  std::string text;
  for (std::size_t i = 0; i < failed.turns.size(); ++i)
    text += fmt::format("{}  {}\n   {}\n", i + 1, in_a_line(failed.turns[i].exchange.request),
                        in_a_line(failed.turns[i].exchange));
  std::string title = "the shortest sequence of requests that shows it";
  if (result.drawn > failed.turns.size()) title += fmt::format(", of {} that were asked", result.drawn);
  std::vector<Exhibit> exhibits{{std::move(title), std::move(text), false}};
  if (!failed.turns.empty() && !failed.turns.back().want.empty())
    exhibits.push_back({"what the last one is to get", failed.turns.back().want + "\n", true});
  return exhibits;
}

} // namespace bex::http
