#include "runner/store/git_session.hpp"

#include "sandboxes/base/file.hpp"

#include <gmock/gmock.h>

namespace bex::store {
namespace {

using Kind = Address::Kind;

TEST(ParseSource, SplitsAtTheLastAt) {
  const std::pair<const char*, std::pair<const char*, const char*>> cases[] = {
      {"https://host/pack", {"https://host/pack", ""}},
      {"https://host/pack@v1", {"https://host/pack", "v1"}},
      {"https://me@host/pack", {"https://me@host/pack", ""}},
      {"https://me@host/pack.git@v1", {"https://me@host/pack.git", "v1"}},
      {"https://me@host", {"https://me@host", ""}},
      {"git@host:me/pack", {"git@host:me/pack", ""}},
      {"git@host:me/pack@v1", {"git@host:me/pack", "v1"}},
      {"git@host:pack", {"git@host:pack", ""}},
      {"git@host:pack@v1", {"git@host:pack", "v1"}},
      {"./pack@v1", {"./pack", "v1"}},
      {"pack@0123abc", {"pack", "0123abc"}},
      {"a@b/pack", {"a@b/pack", ""}},
      {"https://host/pack@topic/one", {"https://host/pack", "topic/one"}},
      {"https://me@host/pack.git@topic/one", {"https://me@host/pack.git", "topic/one"}},
      {"git@host:pack@topic/one", {"git@host:pack", "topic/one"}},
      {"git@host:me/pack@topic/one", {"git@host:me/pack", "topic/one"}},
      {"https://host/@me/pack", {"https://host/@me/pack", ""}},
      {"https://me@host:80/a/pack", {"https://me@host:80/a/pack", ""}},
      {"file:///home/me@work/pack", {"file:///home/me@work/pack", ""}},
      {"pack@", {"pack@", ""}},
      {"@v1", {"@v1", ""}},
      {"", {"", ""}},
  };
  for (const auto& [text, parts] : cases) {
    const auto source = parse_source(text);
    EXPECT_EQ(source.url, parts.first) << text;
    EXPECT_EQ(source.ref, parts.second) << text;
  }
}

TEST(ParseAddress, Urls) {
  const auto address = parse_address("HTTPS://me@host:8443/a/b.git").value();
  EXPECT_EQ(address.kind, Kind::https);
  EXPECT_EQ(address.scheme, "https");
  EXPECT_EQ(address.user, "me");
  EXPECT_EQ(address.host, "host:8443");
  EXPECT_EQ(address.path, "a/b.git");
  EXPECT_EQ(parse_address("http://host/a").value().kind, Kind::http);
  EXPECT_EQ(parse_address("ssh://git@host:22/a").value().kind, Kind::ssh);
}

TEST(ParseAddress, AsScpWritesIt) {
  const auto address = parse_address("git@host:a/b").value();
  EXPECT_EQ(address.kind, Kind::ssh);
  EXPECT_EQ(address.user, "git");
  EXPECT_EQ(address.host, "host");
  EXPECT_EQ(address.path, "a/b");
  EXPECT_EQ(parse_address("host:a").value().user, "");
}

TEST(ParseAddress, Folders) {
  const auto folder = TempDir::make().value();
  fs::create_directory(folder.path() / "a b");
  const auto path = (folder.path() / "a b").string();
  EXPECT_EQ(parse_address(path).value().url, path);
  EXPECT_EQ(parse_address(path).value().kind, Kind::local);
  EXPECT_EQ(parse_address("file://" + folder.path().string() + "/a%20b").value().url, path);
  EXPECT_EQ(parse_address("file://localhost" + path).value().url, path);
}

TEST(ParseAddress, RefusesTheRest) {
  for (const auto* url : {"", "git://host/a", "ext::sh -c true", "file://other/a", "https://host",
                          "https:///a", "https://host/", "/no/such/folder", "no-such-folder", ":a",
                          "host:", "https://host/a\nb", "https://h\x1b/a"})
    EXPECT_FALSE(parse_address(url)) << url;
  const auto error = parse_address("https://me:secret@host/a").error();
  EXPECT_THAT(error.what + error.help, testing::Not(testing::HasSubstr("secret")));
}

TEST(Messages, KeepEmptyFields) {
  EXPECT_EQ(parse_message(std::string_view("done\0\0x", 7)), (std::vector<std::string>{"done", "", "x"}));
  EXPECT_EQ(parse_message(""), (std::vector<std::string>{""}));
}

} // namespace
} // namespace bex::store
