// Pages from templates: one page is there, and no layout yet.
#include "http.hpp"

#include <cstdio>

const std::string html = "text/html; charset=utf-8";

http::Response route(const http::Request& request) {
  if (request.method == "POST") {
    std::printf("somebody writes %s\n", request.body.c_str()); // still encoded
    std::fflush(stdout);
    return {404, "<!doctype html><title>Guest book</title><p>Not yet.</p>", html};
  }
  return {200, "<!doctype html><title>Guest book</title><h1>Guest book</h1><p>Nothing yet.</p>", html};
}

int main() { return http::serve(route); }
