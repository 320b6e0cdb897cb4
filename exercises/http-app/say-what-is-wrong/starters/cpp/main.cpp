// Say what is wrong: the server runs, the rules are yours to keep.
#include "http.hpp"

#include <cstdio>

// For JSON there is nlohmann/json.hpp, or what you like better.
http::Response route(const http::Request& request) {
  std::printf("somebody wants to sign up: %s\n", request.body.c_str());
  std::fflush(stdout);
  return {422, "{\"errors\": {}}"};
}

int main() { return http::serve(route); }
