// Open it to a web page, with a small server of its own.
#include "http.hpp"

#include <nlohmann/json.hpp>

#include <cstdlib>
#include <fstream>
#include <map>
#include <mutex>
#include <set>
#include <sstream>
#include <string>

using Json = nlohmann::ordered_json;

class House {
 public:
  Json all() {
    const std::lock_guard lock(mutex_);
    Json list = Json::array();
    for (const auto& [id, note] : notes_) list.push_back(note);
    return list;
  }

  Json add(const std::string& text) {
    const std::lock_guard lock(mutex_);
    const int id = ++last_id_;
    return notes_[id] = {{"id", id}, {"text", text}};
  }

  bool remove(int id) {
    const std::lock_guard lock(mutex_);
    return notes_.erase(id) > 0;
  }

 private:
  std::mutex mutex_;
  std::map<int, Json> notes_;
  int last_id_ = 0;
};

House house;

http::Response answer(int status, const Json& document) { return {status, document.dump()}; }

http::Response add_note(const http::Request& request) {
  const Json given = Json::parse(request.body, nullptr, false);
  if (!given.is_object() || !given.contains("text") || !given["text"].is_string())
    return answer(400, {{"error", "a note has a text"}});
  const Json note = house.add(given["text"]);
  http::Response made = answer(201, note);
  made.headers["Location"] = "/notes/" + note["id"].dump();
  return made;
}

// The number behind /notes/; 0 when there is none.
int id_in(const std::string& path) {
  const std::string prefix = "/notes/";
  const bool fits = path.starts_with(prefix) && path.size() > prefix.size() && path.size() < prefix.size() + 9 &&
                    path.find_first_not_of("0123456789", prefix.size()) == path.npos;
  return fits ? std::stoi(path.substr(prefix.size())) : 0;
}

std::set<std::string> read_origins() {
  const char* given = std::getenv("ORIGINS");
  std::istringstream list(given ? given : "");
  std::set<std::string> origins;
  for (std::string origin; std::getline(list, origin, ',');) origins.insert(origin);
  return origins;
}

bool is_trusted(const std::string& origin) {
  static const std::set<std::string> origins = read_origins();
  return !origin.empty() && origins.contains(origin);
}

http::Response page(const std::string& name, const std::string& type) {
  std::ifstream file("public/" + name, std::ios::binary);
  std::ostringstream bytes;
  bytes << file.rdbuf();
  return {200, bytes.str(), type};
}

http::Response route(const http::Request& request) {
  if (request.method == "GET" && request.path == "/") return page("index.html", "text/html; charset=utf-8");
  if (request.method == "GET" && request.path == "/app.js") return page("app.js", "text/javascript; charset=utf-8");
  if (request.method == "GET" && request.path == "/notes") return answer(200, {{"notes", house.all()}});
  if (request.method == "POST" && request.path == "/notes") return add_note(request);
  if (request.method == "DELETE" && house.remove(id_in(request.path))) return {204};
  return answer(404, {{"error", "not here"}});
}

http::Response preflight() {
  return {204, "", "", {{"Access-Control-Allow-Methods", "GET, POST, DELETE"},
                        {"Access-Control-Allow-Headers", "Content-Type"},
                        {"Access-Control-Max-Age", "600"}}};
}

// All answers go through here, so none of them goes without.
http::Response serve(const http::Request& request) {
  const std::string origin = request.header("origin");
  const bool trusted = is_trusted(origin);
  const bool asks_first = request.method == "OPTIONS" && !request.header("access-control-request-method").empty();
  http::Response response = asks_first && trusted ? preflight() : route(request);
  response.headers["Vary"] = "Origin";
  if (trusted) {
    response.headers["Access-Control-Allow-Origin"] = origin;
    response.headers["Access-Control-Allow-Credentials"] = "true";
    response.headers["Access-Control-Expose-Headers"] = "Location";
  }
  return response;
}

int main() { return http::serve(serve); }
