// JSON in, JSON out: the server runs, the answers are yours to write.
#include "http.hpp"

#include <cstdio>

// For JSON there is nlohmann/json.hpp, or what you like better.
http::Response route(const http::Request& request) {
  if (request.method == "GET" && request.path == "/health") return {200, R"({"status": "sleepy"})", "text/plain"};
  std::printf("%s %s brought %zu bytes\n", request.method.c_str(), request.path.c_str(), request.body.size());
  std::fflush(stdout);
  return {404, "not here\n", "text/plain"};
}

int main() { return http::serve(route); }
