// Servers that an exercise declares (`[service.NAME]`) and its program finds running: found on this machine,
// started in the program's own box on data that are made once and copied.
#pragma once

#include "graders/check.hpp"
#include "graders/reader.hpp"

#include <filesystem>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace bex::services {

enum class Engine { postgres, mariadb, redis };

inline constexpr Engine all_engines[] = {Engine::postgres, Engine::mariadb, Engine::redis};

[[nodiscard]] std::string_view name_of(Engine engine);  // as in `engine = "..."`
[[nodiscard]] std::string_view title_of(Engine engine); // "PostgreSQL"

struct Service {
  std::string name; // a slug
  Engine engine = Engine::postgres;
  std::string variable; // of the program's environment: holds the URL
  std::string seed;     // what the engine's own client reads before the first start; may be empty
};

// The tables below `service`. Two of one engine, or in one variable, are an error.
[[nodiscard]] std::vector<Service> parse(Reader& services, const std::filesystem::path& exercise);

// Where an engine's programs are: absolute paths on this machine, which are the same inside.
struct Installed {
  std::string server, maker, client; // of the data; redis makes none
  std::string version;               // changes when the engine does
};

// Error of kind `machine`, with the command that installs it.
[[nodiscard]] Result<Installed> find(Engine engine);

// The program with its services: every run of it starts them first, afresh, on a loopback of its own, and
// what they need comes on top of its limits. Makes their data when they are not in `cache` yet. Error of kind
// `machine` where an engine is not here, or without a sandbox; of kind `pack` when the seed is wrong.
[[nodiscard]] Result<void> equip(Program& program, std::span<const Service> services, Sandbox& sandbox,
                                 const std::filesystem::path& cache);

// This program, mounted for what it does inside (graders/services/inside.hpp).
[[nodiscard]] Mount own_program();

// What opens a session on a service inside, to be put behind the launcher of a program equipped with it.
[[nodiscard]] Result<std::vector<std::string>> session_words(const Service& service);

} // namespace bex::services
