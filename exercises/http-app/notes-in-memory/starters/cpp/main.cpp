// Notes in memory: the server runs, the notes are yours to keep.
#include "http.hpp"

// For JSON there is nlohmann/json.hpp, or what you like better.
http::Response route(const http::Request& request) { // called by many threads at a time
  if (request.method == "GET" && request.path == "/notes") return {200, "{\"notes\": []}"};
  return {404, "{\"error\": \"not here\"}"};
}

int main() { return http::serve(route); }
