// A small server of HTTP/1.1: a thread for each connection, bodies with a Content-Length.
#pragma once

#include <arpa/inet.h>
#include <netinet/tcp.h>
#include <sys/socket.h>
#include <unistd.h>

#include <algorithm>
#include <cctype>
#include <cstdio>
#include <cstdlib>
#include <exception>
#include <functional>
#include <map>
#include <string>
#include <thread>
#include <utility>

namespace http {

using Headers = std::map<std::string, std::string>;

struct Request {
  std::string method, path, query, body; // path and query as they came, still encoded
  Headers headers;                       // by their names in small letters

  // "" for a header that is not there.
  std::string header(const std::string& name) const {
    const auto found = headers.find(name);
    return found == headers.end() ? "" : found->second;
  }
};

struct Response {
  int status = 200;
  std::string body = {}, type = "application/json";
  Headers headers = {};
};

using Handler = std::function<Response(const Request&)>; // called by many threads

inline std::string lower(std::string text) {
  std::transform(text.begin(), text.end(), text.begin(), [](unsigned char c) { return std::tolower(c); });
  return text;
}

inline std::string strip(const std::string& text) {
  const auto first = text.find_first_not_of(" \t");
  return first == text.npos ? "" : text.substr(first, text.find_last_not_of(" \t") - first + 1);
}

inline Request parse_head(const std::string& head) {
  Request request;
  std::size_t end = head.find("\r\n");
  const auto first = head.find(' '), second = head.find(' ', first + 1);
  request.method = head.substr(0, first);
  const std::string target = head.substr(first + 1, second - first - 1);
  const auto mark = target.find('?');
  request.path = target.substr(0, mark);
  if (mark != target.npos) request.query = target.substr(mark + 1);
  while (end != head.npos) {
    const auto next = head.find("\r\n", end + 2);
    const std::string line = head.substr(end + 2, next == head.npos ? next : next - end - 2);
    const auto colon = line.find(':');
    if (colon != line.npos) request.headers[lower(line.substr(0, colon))] = strip(line.substr(colon + 1));
    end = next;
  }
  return request;
}

// Reads until `buffer` has what `whole` looks for; false when the client is gone before.
template <typename Whole> bool read_until(int client, std::string& buffer, Whole whole) {
  char part[65536];
  while (!whole()) {
    const ssize_t count = recv(client, part, sizeof part, 0);
    if (count <= 0) return false;
    buffer.append(part, static_cast<std::size_t>(count));
  }
  return true;
}

inline std::string bytes_of(const Response& response, bool to_head) {
  std::string bytes = "HTTP/1.1 " + std::to_string(response.status) + " \r\n";
  for (const auto& [name, value] : response.headers) bytes += name + ": " + value + "\r\n";
  if (response.status != 204)
    bytes += "Content-Type: " + response.type + "\r\nContent-Length: " + std::to_string(response.body.size()) + "\r\n";
  bytes += "\r\n";
  return to_head || response.status == 204 ? bytes : bytes + response.body;
}

inline void attend(int client, const Handler& handler) {
  const int on = 1;
  setsockopt(client, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
  std::string buffer; // read and not yet used
  for (bool stays = true; stays;) {
    std::size_t end = 0;
    if (!read_until(client, buffer, [&] { return (end = buffer.find("\r\n\r\n")) != buffer.npos; })) break;
    Request request = parse_head(buffer.substr(0, end));
    stays = lower(request.header("connection")) != "close";
    buffer.erase(0, end + 4);
    const std::size_t length = std::strtoul(request.header("content-length").c_str(), nullptr, 10);
    if (!read_until(client, buffer, [&] { return buffer.size() >= length; })) break;
    request.body = buffer.substr(0, length);
    buffer.erase(0, length);
    Response response;
    try {
      response = handler(request);
    } catch (const std::exception& fault) {
      std::fprintf(stderr, "%s %s: %s\n", request.method.c_str(), request.path.c_str(), fault.what());
      response = {500, "{\"error\": \"our own fault\"}"};
    }
    if (!stays) response.headers["Connection"] = "close";
    const std::string bytes = bytes_of(response, request.method == "HEAD");
    for (std::size_t sent = 0; sent < bytes.size();) {
      const ssize_t count = send(client, bytes.data() + sent, bytes.size() - sent, MSG_NOSIGNAL);
      if (count <= 0) break;
      sent += static_cast<std::size_t>(count);
    }
  }
  close(client);
}

// Listens on PORT, for ever.
inline int serve(const Handler& handler) {
  sockaddr_in address{};
  address.sin_family = AF_INET;
  address.sin_port = htons(static_cast<unsigned short>(std::atoi(std::getenv("PORT"))));
  address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  const int door = socket(AF_INET, SOCK_STREAM, 0), on = 1;
  setsockopt(door, SOL_SOCKET, SO_REUSEADDR, &on, sizeof on);
  if (bind(door, reinterpret_cast<sockaddr*>(&address), sizeof address) != 0 || listen(door, 128) != 0) {
    std::perror("could not listen");
    return 1;
  }
  for (;;) {
    const int client = accept(door, nullptr, nullptr);
    if (client >= 0) std::thread([client, &handler] { attend(client, handler); }).detach();
  }
}

} // namespace http
