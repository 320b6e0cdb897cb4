#include "runner/render/json.hpp"

#include <utility>

namespace bex::render {

std::string envelope(const std::string& command, int exit_code, nlohmann::ordered_json members) {
  nlohmann::ordered_json json{{"schema", json_schema}, {"command", command}, {"exit_code", exit_code}};
  for (auto& [name, value] : members.items()) json[name] = std::move(value);
  return json.dump(2, ' ', false, nlohmann::ordered_json::error_handler_t::replace) + "\n";
}

nlohmann::ordered_json limits_json(const Limits& limits) {
  return {{"cpu_ms", limits.cpu.count()},
          {"wall_ms", limits.wall.count()},
          {"memory_bytes", limits.memory.count},
          {"output_bytes", limits.output.count},
          {"processes", limits.processes}};
}

} // namespace bex::render
