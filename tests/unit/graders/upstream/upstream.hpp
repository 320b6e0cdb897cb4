// What the tests of the upstream share.
#pragma once

#include "graders/upstream/reader.hpp"

#include <toml++/toml.h>

#include <gtest/gtest.h>

#include <memory>
#include <string>
#include <vector>

namespace bex::upstream::test {

inline http::Scope scope_with(const std::vector<std::string>& names) {
  http::Scope scope;
  scope.rows.emplace_back();
  for (const std::string& name : names) scope.fix(name, http::json_text("x"));
  return scope;
}

// Of the text of a check; what is wrong with it comes into `errors`.
inline Script script_of(const std::string& text, std::vector<std::string>& errors,
                        const std::vector<std::string>& names = {}, bool has_place = true) {
  auto document = Document::parse("exercise.toml", text);
  Reader check(*document, document->table(), {});
  const Place place;
  Script script = parse_script(check, scope_with(names), has_place ? &place : nullptr);
  for (const Error& error : document->errors()) errors.push_back(error.what);
  return script;
}

inline Script script_of(const std::string& text) {
  std::vector<std::string> errors;
  Script script = script_of(text, errors);
  EXPECT_TRUE(errors.empty()) << errors.front();
  return script;
}

inline Wanted wanted_of(const std::string& text, std::vector<std::string>& errors, bool live = true,
                        const std::vector<std::string>& names = {}) {
  auto document = Document::parse("exercise.toml", text);
  Reader step(*document, document->table(), {});
  http::Scope scope = scope_with(names);
  Wanted wanted = parse_wanted(step, scope, live);
  for (const Error& error : document->errors()) errors.push_back(error.what);
  return wanted;
}

inline Wanted wanted_of(const std::string& text) {
  std::vector<std::string> errors;
  Wanted wanted = wanted_of(text, errors);
  EXPECT_TRUE(errors.empty()) << errors.front();
  return wanted;
}

inline http::ReceivedRequest request_of(const std::string& method, const std::string& target,
                                        std::vector<http::Header> headers = {},
                                        const std::string& body = "") {
  http::ReceivedRequest request;
  request.method = method;
  request.target = target;
  request.headers = std::move(headers);
  request.body = body;
  request.stays_open = true;
  return request;
}

} // namespace bex::upstream::test
