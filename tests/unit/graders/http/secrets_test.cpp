#include "graders/http/secrets.hpp"

#include "sandboxes/base/file.hpp"

#include <gtest/gtest.h>

#include <string>
#include <utility>

namespace bex::http {
namespace {

TEST(Secrets, EachFormIsNamedWithItsByte) {
  // printf tea | md5sum, sha1sum, sha256sum, sha512sum, base64
  for (const auto& [bytes, form] :
       {std::pair{"tea", "as it is"}, std::pair{"746561", "in hexadecimal"}, std::pair{"dGVh", "in base64"},
        std::pair{"7239ea2b5dc943f61f3c0a0276c20974", "as MD5 without a salt, in hexadecimal"},
        std::pair{"cjnqK13JQ/YfPAoCdsIJdA==", "as MD5 without a salt, in base64"},
        std::pair{"75490F32C06A50051804339453D3FE2F0CD5564B", "as SHA-1 without a salt, in hexadecimal"},
        std::pair{"qfdNHsNuvesto_blhoCQzSotILPcynti9gMEsdPZ70I", "as SHA-256 without a salt, in base64"},
        std::pair{"tae", ""}}) {
    const auto leak = find_secret(std::string("x\n") + bytes + "\n", "tea");
    ASSERT_EQ(leak.has_value(), *form != '\0') << bytes;
    if (!leak) continue;
    EXPECT_EQ(leak->form, form);
    EXPECT_EQ(leak->offset, 2u);
  }
}

TEST(Secrets, NothingIsNoSecret) {
  EXPECT_FALSE(find_secret("whatever", ""));
}

TEST(Secrets, TheFirstFileByNameIsTold) {
  auto folder = *TempDir::make();
  ASSERT_TRUE(write_file(folder.path() / "a.txt", "nothing"));
  ASSERT_TRUE(make_folders(folder.path() / "b"));
  ASSERT_TRUE(write_file(folder.path() / "b" / "users.json", "{\"password\":\"tea\"}"));
  ASSERT_TRUE(write_file(folder.path() / "c.txt", "tea"));
  const auto found = find_secret_below(folder.path(), "tea");
  ASSERT_TRUE(found);
  EXPECT_EQ(found->path, "b/users.json");
  EXPECT_EQ(found->leak.offset, 13u);
  EXPECT_FALSE(find_secret_below(folder.path(), "coffee"));
}

} // namespace
} // namespace bex::http
