#include "sandboxes/cgroups/bus.hpp"

#include <gtest/gtest.h>

#include <bit>

namespace bex::bus {
namespace {

using namespace std::string_literals;

// An answer of a bus, in the byte order of most machines.
const std::string refusal = "l\3\1\1"s + // an error
                            "\10\0\0\0"s + "\3\0\0\0"s +
                            "\37\0\0\0"s + // body of 8 bytes, serial 3, fields of 31
                            "\4\1s\0"s + "\1\0\0\0"s + "E\0\0\0\0\0\0\0"s + // its name, padded
                            "\5\1u\0"s + "\2\0\0\0"s +                      // the call that it answers
                            "\10\1g\0\1s\0\0"s +                            // the body is one string, padded
                            "\3\0\0\0"s + "no!\0"s;

bool little() {
  return std::endian::native == std::endian::little;
}

TEST(Bus, AnErrorComesWithItsNameAndText) {
  if (!little()) GTEST_SKIP() << "the literal is of the other byte order";
  const auto message = parse_message(refusal);
  ASSERT_TRUE(message);
  EXPECT_EQ(message->size, 56u);
  EXPECT_EQ(message->reply_to, 2u);
  EXPECT_EQ(message->error, "E: no!");
}

TEST(Bus, AMessageThatIsCutIsWaitedFor) {
  if (!little()) GTEST_SKIP() << "the literal is of the other byte order";
  const std::string whole = refusal;
  for (std::size_t size = 0; size < whole.size(); ++size)
    EXPECT_FALSE(parse_message(whole.substr(0, size))) << size;
}

TEST(Bus, NonsenseIsRefused) {
  if (!little()) GTEST_SKIP() << "the literal is of the other byte order";
  std::string other_order = refusal;
  other_order[0] = 'B';
  EXPECT_EQ(parse_message(other_order)->size, 0u);
  std::string endless = refusal;
  endless[7] = '\x7f'; // a body of 2 GiB
  EXPECT_EQ(parse_message(endless)->size, 0u);
  std::string odd_type = refusal;
  odd_type[18] = 'a';
  EXPECT_EQ(parse_message(odd_type)->size, 0u);
  std::string long_text = refusal;
  long_text[20] = '\x70'; // longer than the message
  EXPECT_EQ(parse_message(long_text)->size, 0u);
}

TEST(Bus, OurOwnCallsAreMessages) {
  const auto hello = hello_request(1), order = scope_request("a.scope", 77, 2);
  const auto first = parse_message(hello + order);
  ASSERT_TRUE(first);
  EXPECT_EQ(first->size, hello.size());
  EXPECT_EQ(parse_message(order)->size, order.size());
  EXPECT_NE(order.find("ssa(sv)a(sa(sv))"), order.npos);
  EXPECT_NE(order.find("a.scope"), order.npos);
}

} // namespace
} // namespace bex::bus
