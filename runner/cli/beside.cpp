#include "runner/cli/beside.hpp"

#include "sandboxes/base/text.hpp"

#include <fmt/format.h>

#include <utility>

namespace bex::cli {
namespace {

constexpr Millis look_every{100};

const upstream::Place* place_of(const model::Exercise& exercise) {
  if (const auto* server = std::get_if<http::Settings>(&exercise.settings))
    return server->upstream ? &*server->upstream : nullptr;
  const auto* command = std::get_if<command::Settings>(&exercise.settings);
  return command && command->upstream ? &*command->upstream : nullptr;
}

const upstream::Script& script_of(const model::Check& check) {
  const auto* server = std::get_if<http::Spec>(&check.spec);
  return server ? server->upstream : std::get<command::Spec>(check.spec).upstream;
}

// The check whose script is played; null: none of them has one.
Result<const model::Check*> chosen(const model::Exercise& exercise, const std::string& only) {
  if (!only.empty()) {
    const auto found = find_check(exercise, only);
    if (!found) return tl::unexpected<Error>(found.error().front());
    return *found;
  }
  for (const auto& check : exercise.checks)
    if (!script_of(check).routes.empty()) return &check;
  return nullptr;
}

// What the script's texts may name.
http::Variables known_to(const model::Check& check, std::uint64_t seed, std::uint16_t port) {
  const auto* server = std::get_if<http::Spec>(&check.spec);
  if (!server) return {{"seed", http::json_unsigned(seed)}};
  auto variables = http::known_in(*server, 0, seed);
  variables.emplace("host", http::json_text(fmt::format("127.0.0.1:{}", port)));
  variables.emplace("port", http::json_integer(port));
  return variables;
}

} // namespace

Result<Beside> Beside::join(const Session& session, const model::Exercise& exercise, Level level,
                            std::uint16_t port, SandboxSpec& spec) {
  Beside beside;
  const auto* place = place_of(exercise);
  if (!place && session.args.check.empty()) return beside;
  if (!place)
    return fail(ErrorKind::usage, fmt::format("`{}` has no upstream", exercise.id),
                "`--only` chooses what one says: leave it out");
  const auto check = chosen(exercise, session.args.check);
  if (!check) return tl::unexpected<Error>(check.error());
  const auto seed = session.args.seed.value_or(random_seed());
  auto own = upstream::port_for(seed, level != Level::unsafe);
  if (own == port) ++own;
  auto made = upstream::Upstream::make(system_clock(), own, *place);
  if (!made) return tl::unexpected<Error>(made.error());
  beside.server_ = std::move(*made);
  upstream::Upstream::join(beside.server_, spec);
  spec.network = Network::loopback;
  const auto url = beside.server_->url();
  if (*check) {
    auto variables = known_to(**check, seed, port);
    variables.emplace("upstream", http::json_text(url));
    beside.server_->play(script_of(**check), std::move(variables));
  }
  beside.introduction_ = fmt::format("bexercise: {}={} {}\n", place->variable, url,
                                     *check ? fmt::format("says what the check `{}` has it say", (*check)->id)
                                            : "says 404 to everything");
  return beside;
}

std::string Beside::told(bool at_once) {
  const Nanos now = system_clock().now();
  if (!server_ || (now < again_ && !at_once)) return {};
  again_ = now + look_every;
  const auto arrivals = server_->seen().first;
  std::string lines;
  for (; told_ < arrivals.size(); ++told_)
    lines += fmt::format("bexercise: upstream: {}\n", render::safe(upstream::told(arrivals[told_])));
  return lines;
}

} // namespace bex::cli
