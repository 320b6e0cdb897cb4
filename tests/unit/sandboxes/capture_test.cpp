#include "sandboxes/capture.hpp"

#include <gtest/gtest.h>

namespace bex {
namespace {

using Stream = Capture::Stream;

TEST(Capture, StreamsAreApartAndTheLogIsInOrder) {
  Capture capture({100});
  EXPECT_TRUE(capture.add(Stream::out, "one "));
  EXPECT_TRUE(capture.add(Stream::out, "two "));
  EXPECT_TRUE(capture.add(Stream::err, "three "));
  EXPECT_TRUE(capture.add(Stream::out, "four"));
  EXPECT_EQ(capture.log(100), "one two three four");
  EXPECT_EQ(capture.log(8), "ree four");
  EXPECT_EQ(capture.log(12), "o three four");
  EXPECT_EQ(capture.log(0), "");
  EXPECT_EQ(capture.copy(Stream::err), "three ");
  EXPECT_EQ(capture.take(Stream::out), "one two four");
}

TEST(Capture, EachStreamHasTheWholeLimit) {
  Capture capture({4});
  EXPECT_TRUE(capture.add(Stream::out, "1234"));
  EXPECT_TRUE(capture.add(Stream::err, "abcd"));
  EXPECT_FALSE(capture.over(Stream::out));
  EXPECT_FALSE(capture.add(Stream::out, "5"));
  EXPECT_TRUE(capture.over(Stream::out));
  EXPECT_FALSE(capture.over(Stream::err));
  EXPECT_FALSE(capture.add(Stream::err, "efgh"));
  EXPECT_EQ(capture.log(100), "1234abcd");
  EXPECT_EQ(capture.take(Stream::out), "1234");
}

} // namespace
} // namespace bex
