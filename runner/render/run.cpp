#include "runner/render/run.hpp"

#include "runner/render/json.hpp"
#include "runner/render/words.hpp"

#include <fmt/format.h>

namespace bex::render {
namespace {

using Json = nlohmann::ordered_json;

struct EndingName {
  const char* operator()(const Exited&) const { return "exited"; }
  const char* operator()(const Signalled&) const { return "signalled"; }
  const char* operator()(const CpuLimit&) const { return "cpu_limit"; }
  const char* operator()(const IdleLimit&) const { return "wall_limit"; }
  const char* operator()(const MemoryLimit&) const { return "memory_limit"; }
  const char* operator()(const OutputLimit&) const { return "output_limit"; }
  const char* operator()(const ProcessLimit&) const { return "process_limit"; }
  const char* operator()(const Denied&) const { return "denied"; }
  const char* operator()(const Stopped&) const { return "stopped"; }
  const char* operator()(const NotStarted&) const { return "not_started"; }
};

double millis(Nanos time) {
  return std::chrono::duration<double, std::milli>(time).count();
}

// As people set them: "10 s", not "10.00 s".
std::string limit(Millis time) {
  const auto ms = time.count();
  return ms < 1000 || ms % 1000 != 0 || ms >= 99'000 ? duration(time) : fmt::format("{} s", ms / 1000);
}

} // namespace

std::string ending_name(const Ending& ending) {
  return std::visit(EndingName{}, ending);
}

std::string run_line(const RunResult& result, const Limits* limits) {
  const auto of = [&](const std::string& most) { return limits ? " of " + most : ""; };
  const Limits none;
  const auto& most = limits ? *limits : none;
  const auto memory = result.peak_memory.count == 0
                          ? std::string("memory too little to be seen")
                          : "memory " + size(result.peak_memory) + of(size(most.memory));
  return fmt::format("{}: CPU {}{}, wall {}{}, {}, sandbox {}", describe(result.ending), duration(result.cpu),
                     of(limit(most.cpu)), duration(result.wall), of(limit(most.wall)), memory,
                     name_of(result.level));
}

Json run_json(const RunResult& result, const Limits& limits) {
  const auto* exited = std::get_if<Exited>(&result.ending);
  const auto* signalled = std::get_if<Signalled>(&result.ending);
  return {{"ending", ending_name(result.ending)},
          {"description", describe(result.ending)},
          {"code", exited ? Json(exited->code) : Json(nullptr)},
          {"signal", signalled ? Json(signalled->signal) : Json(nullptr)},
          {"cpu_ms", millis(result.cpu)},
          {"wall_ms", millis(result.wall)},
          {"peak_memory_bytes", result.peak_memory.count},
          {"level", name_of(result.level)},
          {"limits", limits_json(limits)}};
}

} // namespace bex::render
