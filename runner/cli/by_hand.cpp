#include "runner/cli/by_hand.hpp"

#include "runner/model/driver.hpp"
#include "runner/pipeline/cache.hpp"
#include "sandboxes/base/interrupt.hpp"

#include <fmt/format.h>

#include <cerrno>
#include <poll.h>
#include <unistd.h>

namespace bex::cli {
namespace {

constexpr std::size_t most_input = std::size_t{256} << 20;

std::string what_build_said(const Outcome& outcome) {
  auto said = outcome.evidence.came + outcome.evidence.log;
  said.erase(said.find_last_not_of(" \n") + 1); // what stands before a line belongs to it
  const auto ending = outcome.measured ? outcome.measured->ending : std::string("failed");
  return fmt::format("the build {}{}{}", ending, said.empty() ? "" : ":\n", said);
}

Result<void> equip(Program& program, const Session& session, const Workbench& bench) {
  return services::equip(program, bench.exercise().services, *bench.submission.sandbox, session.places.cache);
}

} // namespace

tl::expected<Workbench, Errors> set_up(Session& session) {
  auto progress = open_progress(session);
  if (!progress) return refuse(progress.error());
  auto target = find_target(session, *progress);
  if (!target) return refuse(std::move(target.error()));
  pipeline::tidy(session.places.cache);
  auto submission = take_submission(session, *target);
  if (!submission) return refuse(std::move(submission.error()));
  Workbench bench{std::move(*target), std::move(*submission), std::nullopt, ""};
  session.progress_line.on(pipeline::Building{bench.submission.language->name});
  auto source = bench.submission.source();
  source.signature = model::signature_of(bench.exercise());
  source.kind = bench.exercise().kind;
  auto built =
      pipeline::build(source, bench.exercise().limits, *bench.submission.sandbox, session.places.cache);
  session.progress_line.clear();
  if (interrupted()) return refuse(ErrorKind::interrupted, "interrupted", "");
  if (built) {
    bench.program = std::move(*built);
    if (auto done = equip(*bench.program, session, bench); !done) return refuse(done.error());
  } else if (built.error().error)
    return refuse(*built.error().error);
  else
    bench.why = what_build_said(built.error());
  return bench;
}

tl::expected<Program, Errors> unbuilt_program(const Session& session, const Workbench& bench) {
  auto source = bench.submission.source();
  source.override.build.clear();
  source.override.run = {"true"}; // a command of the user's own is what makes `build` leave the sources alone
  auto program =
      pipeline::build(source, bench.exercise().limits, *bench.submission.sandbox, session.places.cache);
  if (program) {
    if (auto done = equip(*program, session, bench); !done) return refuse(done.error());
    return std::move(*program);
  }
  return refuse(program.error().error.value_or(
      fail(ErrorKind::internal, "the sources cannot be put into a box").value()));
}

Result<std::string> read_input() {
  if (::isatty(0) == 1) (void)print(2, "reading the program's input from the terminal; Ctrl-D ends it\n");
  std::string input;
  std::string part(std::size_t{64} << 10, '\0');
  for (;;) {
    pollfd watched[] = {{0, POLLIN, 0}, {interrupt_fd(), POLLIN, 0}};
    if (::poll(watched, 2, -1) < 0 && errno != EINTR)
      return fail_errno(ErrorKind::machine, "could not wait for the input", errno);
    if (interrupted()) return fail(ErrorKind::interrupted, "interrupted");
    if ((watched[0].revents & POLLNVAL) != 0) return input;
    if (watched[0].revents == 0) continue;
    const ssize_t n = ::read(0, part.data(), part.size());
    if (n < 0 && (errno == EINTR || errno == EAGAIN)) continue;
    if (n < 0) return fail_errno(ErrorKind::usage, "could not read the input", errno);
    if (n == 0) return input;
    input.append(part, 0, static_cast<std::size_t>(n));
    if (input.size() > most_input)
      return fail(ErrorKind::usage, "the input is larger than 256 MiB",
                  "show it as a file: --mount ./input:/input");
  }
}

std::string for_stream(int fd, const std::string& bytes) {
  return ::isatty(fd) == 1 ? render::safe(bytes) : bytes;
}

} // namespace bex::cli
