// What differs between engines: words for their programs, and how to see that they answer.
#pragma once

#include "graders/services/inside.hpp"

#include <cstdint>
#include <string>
#include <vector>

namespace bex::services {

// For the program's environment; the same in every box, since its loopback has nobody else.
[[nodiscard]] std::string url_of(Engine engine);
[[nodiscard]] std::uint16_t port_of(Engine engine);

// A server on `folder`/data that listens on loopback and on a socket in `folder`.
[[nodiscard]] std::vector<std::string> server_words(const Given& given, const std::string& folder,
                                                    Log detail);

// What makes `folder`/data where nothing is copied; empty: an empty folder does.
[[nodiscard]] std::vector<std::string> maker_words(const Given& given, const std::string& folder);

// Input for `client_words` before the seed: whom the program connects as.
[[nodiscard]] std::string setup_of(Engine engine);
// Reads the seed from stdin as that user, up to the first error.
[[nodiscard]] std::vector<std::string> seeder_words(const Given& given, const std::string& folder);
// Input for `client_words` after it: what writes all of it down.
[[nodiscard]] std::string farewell_of(Engine engine);

[[nodiscard]] int stop_signal(Engine engine); // for an orderly end
[[nodiscard]] bool answers(Engine engine, const std::string& folder);

} // namespace bex::services
