// Lists that scale: things can be put on the table, the list is yours to write.
#include "http.hpp"

#include <nlohmann/json.hpp>

#include <cstdio>
#include <mutex>

using Json = nlohmann::ordered_json;

std::mutex mutex; // each connection has a thread of its own
Json items = Json::array();

http::Response add_item(const http::Request& request) {
  const std::lock_guard lock(mutex);
  Json item = {{"id", items.size() + 1}};
  item.update(Json::parse(request.body));
  items.push_back(item);
  return {201, item.dump()};
}

http::Response list_items(const http::Request& request) {
  std::printf("somebody asks for %s\n", request.query.c_str()); // still encoded
  std::fflush(stdout);
  const std::lock_guard lock(mutex);
  const Json page = {{"items", items}, {"cursor", nullptr}, {"next", nullptr}};
  return {200, page.dump()};
}

http::Response route(const http::Request& request) {
  if (request.path != "/items") return {404, "{\"error\": \"not here\"}"};
  return request.method == "POST" ? add_item(request) : list_items(request);
}

int main() { return http::serve(route); }
