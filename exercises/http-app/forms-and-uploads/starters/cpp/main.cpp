// Forms and uploads: what comes in is yours to take apart.
#include "http.hpp"

#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <string>

const std::filesystem::path uploads = std::string(std::getenv("DATA_DIR")) + "/uploads";

http::Response route(const http::Request& request) {
  if (request.method == "POST") {
    std::printf("%s %s\n", request.path.c_str(), request.header("content-type").c_str());
    std::fflush(stdout);
    return {404, "{\"error\": \"not yet\"}"};
  }
  return {404, "{\"error\": \"there is no such file\"}"};
}

int main() {
  std::filesystem::create_directories(uploads);
  return http::serve(route);
}
