#include "graders/http/server.hpp"
#include "runner/cli/beside.hpp"
#include "runner/cli/by_hand.hpp"
#include "runner/cli/talk.hpp"
#include "sandboxes/base/text.hpp"

#include <fmt/format.h>

namespace bex::cli {
namespace {

constexpr std::uint16_t usual_port = 8080;

// What a run of the exercise gets, with a shell in place of the program.
SandboxSpec shell_spec(const Program& program, const http::Settings* server, const http::Outfit& outfit) {
  auto shell = program;
  std::error_code code;
  shell.argv = {fs::exists("/bin/bash", code) ? "/bin/bash" : "/bin/sh"};
  auto spec = server ? http::server_spec(shell, usual_port, *server, outfit) : spec_for(shell);
  spec.limits.cpu = spec.limits.wall = by_hand;
  return spec;
}

} // namespace

Answered run_sh(Session& session) {
  auto bench = set_up(session);
  if (!bench) return refuse(std::move(bench.error()));
  if (!bench->program) {
    (void)print(2, fmt::format("bexercise: {}\nbexercise: the box has the sources only\n",
                               for_stream(2, bench->why)));
    auto program = unbuilt_program(session, *bench);
    if (!program) return refuse(std::move(program.error()));
    bench->program = std::move(*program);
  }
  const auto* server = std::get_if<http::Settings>(&bench->exercise().settings);
  const auto outfit = http::outfit_for(server ? *server : http::Settings{}, {});
  if (!outfit) return refuse(outfit.error());
  auto spec = shell_spec(*bench->program, server, *outfit);
  const auto beside =
      Beside::join(session, bench->exercise(), bench->submission.sandbox->level(), usual_port, spec);
  if (!beside) return refuse(beside.error());
  if (is_talk(session)) {
    (void)print(2, beside->introduced());
    spec.env.emplace_back("PS1", "box:\\w$ ");
    if (spec.argv.back().ends_with("bash")) spec.argv.push_back("--norc");
    const auto typed = join(bench->program->typed, " "); // SQL has none
    (void)print(2, fmt::format("bexercise: /box is a copy: what you change in it is gone with the shell{}\n",
                               typed.empty() ? "" : fmt::format("; the program is run by `{}`", typed)));
  }
  return talk_or_read(session, *bench->submission.sandbox, std::move(spec));
}

} // namespace bex::cli
