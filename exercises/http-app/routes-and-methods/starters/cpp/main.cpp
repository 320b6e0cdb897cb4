// Routes and methods: the shelf is filled, the routes are yours to write.
#include "http.hpp"

#include <map>
#include <string>
#include <vector>

struct Book {
  std::string title;
  std::vector<std::string> chapters, tags;
};

const std::map<int, Book> books = {
    {3, {"The Patient Port", {"Knock", "Listen", "Answer"}, {"http", "tcp/ip"}}},
    {12, {"Cables and Cake", {"Dough", "Copper"}, {"café", "tcp/ip"}}},
    {40, {"A Byte Too Far", {"Up", "Over", "Off", "Home"}, {"c++", "http"}}},
};

// For JSON there is nlohmann/json.hpp, or what you like better.
http::Response route(const http::Request& request) {
  if (request.method == "GET" && request.path == "/books/3") {
    const Book& book = books.at(3);
    return {200, "{\"id\": 3, \"title\": \"" + book.title + "\", \"chapters\": " + std::to_string(book.chapters.size()) + "}"};
  }
  return {404, "{\"error\": \"not here\"}"};
}

int main() { return http::serve(route); }
