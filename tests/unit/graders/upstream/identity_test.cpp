#include "graders/upstream/identity.hpp"

#include <sys/socket.h>

#include <gmock/gmock.h>

namespace bex::upstream {
namespace {

using testing::HasSubstr;

// What a client that trusts the authority says of whom it meets; nothing when it is content.
std::string met(const Identity& identity, Certificate certificate) {
  const auto pem = read_file(identity.folder() / "ca.pem", 1 << 16);
  auto client = tls::Party::client({pem.value(), "127.0.0.1"});
  int ends[2] = {-1, -1};
  if (::socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0, ends) != 0) ADD_FAILURE();
  const Fd ours(ends[0]);
  Fd theirs(ends[1]);
  tls::Relay relay;
  auto session = identity.party(certificate).session(theirs.get());
  const Fd plain = relay.carry(std::move(theirs), std::move(session));
  return tls::greet(*client, ours.get(), "127.0.0.1", 5'000);
}

TEST(UpstreamIdentity, OneCertificateIsRightAndTheOthersAreWrong) {
  const auto identity = Identity::make();
  ASSERT_TRUE(identity);
  EXPECT_EQ(met(*identity, Certificate::right), "");
  EXPECT_THAT(met(*identity, Certificate::expired), HasSubstr("expired on"));
  EXPECT_EQ(met(*identity, Certificate::wrong_name),
            "its certificate is for elsewhere.example, not for 127.0.0.1");
  EXPECT_EQ(met(*identity, Certificate::unknown_ca),
            "its certificate is signed by nobody who is trusted here");
}

} // namespace
} // namespace bex::upstream
