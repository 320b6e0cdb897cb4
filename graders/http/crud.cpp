#include "graders/http/crud.hpp"

#include <algorithm>
#include <array>
#include <random>

namespace bex::http {
namespace {

using Kind = CrudOp::Kind;

class Author {
 public:
  Author(const Crud& crud, std::uint64_t seed, int number) : crud_(crud), seed_(seed), number_(number) {
    std::seed_seq words{static_cast<std::uint32_t>(seed), static_cast<std::uint32_t>(seed >> 32),
                        static_cast<std::uint32_t>(number)};
    generator_.seed(words);
  }

  std::vector<CrudOp> write() {
    while (std::ssize(ops_) < crud_.length) add(any_kind(), std::nullopt);
    for (int item = 1; item <= made_ && !crud_.read.empty(); ++item) ops_.push_back({Kind::read, item, {}});
    std::vector<int> missing = gone_;
    missing.push_back(0);
    for (const int item : missing)
      if (const auto kind = any_change()) add(*kind, item);
    if (crud_.list) ops_.push_back({Kind::list, 0, {}});
    return std::move(ops_);
  }

 private:
  const Crud& crud_;
  std::uint64_t seed_;
  int number_;
  std::mt19937_64 generator_;
  std::vector<CrudOp> ops_;
  std::vector<int> there_, gone_; // items by number
  int made_ = 0;

  std::size_t below(std::size_t count) { return static_cast<std::size_t>(generator_() % count); }
  bool once_in(std::size_t times) { return below(times) == 0; }

  // With a few items at a time each of them is asked for again and again.
  Kind any_kind() {
    constexpr std::size_t enough = 4;
    if (there_.empty()) return Kind::create;
    const std::array<std::pair<Kind, std::size_t>, 6> weights{{{Kind::create, there_.size() < enough ? 4 : 1},
                                                               {Kind::read, crud_.read.empty() ? 0 : 3},
                                                               {Kind::list, crud_.list ? 2 : 0},
                                                               {Kind::replace, crud_.replace.empty() ? 0 : 3},
                                                               {Kind::patch, crud_.patch.empty() ? 0 : 3},
                                                               {Kind::remove, crud_.remove.empty() ? 0 : 3}}};
    std::size_t all = 0;
    for (const auto& [kind, weight] : weights) all += weight;
    std::size_t left = below(all);
    for (const auto& [kind, weight] : weights) {
      if (left < weight) return kind;
      left -= weight;
    }
    return Kind::create;
  }

  // Something that has to leave what is not there as it is.
  std::optional<Kind> any_change() {
    std::vector<Kind> kinds;
    if (!crud_.replace.empty()) kinds.push_back(Kind::replace);
    if (!crud_.patch.empty()) kinds.push_back(Kind::patch);
    if (!crud_.remove.empty()) kinds.push_back(Kind::remove);
    return kinds.empty() ? std::nullopt : std::optional(kinds[below(kinds.size())]);
  }

  // Most often one that is there, else one that is gone, or that never was.
  int any_item() {
    if (!once_in(4)) return there_[below(there_.size())];
    return gone_.empty() || once_in(3) ? 0 : gone_[below(gone_.size())];
  }

  void add(Kind kind, std::optional<int> item) {
    CrudOp op{kind, 0, {}};
    if (kind == Kind::create)
      there_.push_back(op.item = ++made_);
    else if (kind != Kind::list)
      op.item = item ? *item : any_item();
    if (kind == Kind::remove && std::erase(there_, op.item) > 0) gone_.push_back(op.item);
    if (kind == Kind::create || kind == Kind::replace) op.fields = whole();
    if (kind == Kind::patch) op.fields = part();
    ops_.push_back(std::move(op));
  }

  Json::Object whole() {
    Json::Object fields;
    for (const CrudField& field : crud_.fields)
      if (!field.fallback || !once_in(3)) fields.push_back({field.draw.name, value(field.draw)});
    return fields;
  }

  Json::Object part() {
    Json::Object fields;
    const std::size_t always = below(crud_.fields.size());
    for (std::size_t i = 0; i < crud_.fields.size(); ++i)
      if (i == always || once_in(3))
        fields.push_back({crud_.fields[i].draw.name, value(crud_.fields[i].draw)});
    return fields;
  }

  // The least of its range comes more often than by chance: the empty text, no words, 0.
  Json value(Draw draw) {
    if (once_in(3)) draw.most = draw.least;
    draw.name += "#" + std::to_string(ops_.size());
    return drawn(draw, seed_, static_cast<std::size_t>(number_));
  }
};

} // namespace

std::vector<CrudOp> draw_sequence(const Crud& crud, std::uint64_t seed, int number) {
  return Author(crud, seed, number).write();
}

} // namespace bex::http
