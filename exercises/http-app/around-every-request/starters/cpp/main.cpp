// Around every request: the routes are there, what goes around them is yours to write.
#include "http.hpp"

#include <chrono>
#include <stdexcept>
#include <string>
#include <thread>

http::Response route(const http::Request& request) {
  const std::string letters = "/letters/", &path = request.path;
  if (path == "/hello") return {200, "{\"hello\": \"world\"}"};
  if (path.starts_with(letters) && path.size() > letters.size() && path.size() < letters.size() + 5 &&
      path.find_first_not_of("0123456789", letters.size()) == path.npos)
    return {200, std::string(std::stoul(path.substr(letters.size())), 'x'), "text/plain"};
  if (path == "/slow") {
    std::this_thread::sleep_for(std::chrono::milliseconds(300));
    return {200, "{\"slow\": true}"};
  }
  if (path == "/boom") throw std::out_of_range("no such place");
  return {404, "{\"error\": \"not found\"}"};
}

int main() { return http::serve(route); }
