// Open it to a web page: the notes work, nobody else's page may read them yet.
#include "http.hpp"

#include <nlohmann/json.hpp>

#include <map>
#include <mutex>
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

http::Response route(const http::Request& request) {
  if (request.method == "GET" && request.path == "/notes") return answer(200, {{"notes", house.all()}});
  if (request.method == "POST" && request.path == "/notes") return add_note(request);
  if (request.method == "DELETE" && house.remove(id_in(request.path))) return {204};
  return answer(404, {{"error", "not here"}});
}

int main() { return http::serve(route); }
