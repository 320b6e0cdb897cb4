// Faults of servers that clients commonly forgive: each is named with the byte where it is, whoever asks and
// however the check looks at the answer.
#include "tests/support/http_observe.hpp"

#include <string>
#include <vector>

namespace bex::http {
namespace {

using test::FakeAnswer;

struct Planted {
  const char* name;
  std::string bytes;
  std::size_t offset;
  bool close = false;
  const char* method = "GET";
};

const std::string ok = "HTTP/1.1 200 OK\r\n"; // 17 bytes
const std::string chunked = ok + "Transfer-Encoding: chunked\r\n\r\n";

const std::vector<Planted>& planted() {
  static const std::vector<Planted> all{
      {"bytes after the body", ok + "Content-Length: 2\r\n\r\nokay", 40},
      {"a second answer that nobody asked for", ok + "Content-Length: 2\r\n\r\nok" + ok + "\r\n", 40},
      {"a body on 204", "HTTP/1.1 204 No Content\r\n\r\nok", 27},
      {"a body on 304", "HTTP/1.1 304 Not Modified\r\n\r\nok", 29},
      {"a body for HEAD", ok + "Content-Length: 2\r\n\r\nok", 38, false, "HEAD"},
      {"LF alone behind the status line", "HTTP/1.1 200 OK\nContent-Length: 0\n\n", 15},
      {"LF alone behind a header", ok + "Content-Length: 0\n\n", 34},
      {"a blank before the colon", ok + "Content-Length : 0\r\n\r\n", 31},
      {"a folded header", ok + "X: a\r\n b\r\nContent-Length: 0\r\n\r\n", 23},
      {"a length and chunks",
       ok + "Content-Length: 7\r\nTransfer-Encoding: chunked\r\n\r\n2\r\nok\r\n0\r\n\r\n", 17},
      {"two lengths", ok + "Content-Length: 2\r\nContent-Length: 3\r\n\r\nok", 36},
      {"a length that is no number", ok + "Content-Length: two\r\n\r\nok", 17},
      {"a length below nothing", ok + "Content-Length: -2\r\n\r\nok", 17},
      {"a body that is shorter than its length", ok + "Content-Length: 5\r\n\r\nok", 40, true},
      {"status 2000", "HTTP/1.1 2000 OK\r\nContent-Length: 0\r\n\r\n", 12},
      {"status 20", "HTTP/1.1 20 OK\r\nContent-Length: 0\r\n\r\n", 11},
      {"status 600", "HTTP/1.1 600 Odd\r\nContent-Length: 0\r\n\r\n", 9},
      {"no blank behind the status", "HTTP/1.1 200\r\nContent-Length: 0\r\n\r\n", 12},
      {"a version that is none", "HTTP/1.5 200 OK\r\nContent-Length: 0\r\n\r\n", 7},
      {"no status line", "Content-Length: 2\r\n\r\nok", 0},
      {"Connection: close on a connection that stays open",
       ok + "Connection: close\r\nContent-Length: 2\r\n\r\nok", 17},
      {"a chunk's size in no digits", chunked + "two\r\nok\r\n0\r\n\r\n", 47},
      {"a chunk that is longer than its size", chunked + "2\r\nokay\r\n0\r\n\r\n", 52},
      {"chunks without the last one", chunked + "2\r\nok\r\n", 54, true},
      {"chunks on 204", "HTTP/1.1 204 No\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n", 17},
      {"chunks in HTTP/1.0", "HTTP/1.0 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n2\r\nok\r\n0\r\n\r\n", 17},
      {"a coding that nobody asked for", ok + "Transfer-Encoding: gzip\r\n\r\nok", 17, true},
      {"a header without a colon", ok + "Hello\r\nContent-Length: 0\r\n\r\n", 22},
      {"a control letter in a header", ok + "X: a\x01\r\nContent-Length: 0\r\n\r\n", 21},
  };
  return all;
}

class PlantedFaults : public test::ObserveTest {};

TEST_F(PlantedFaults, EachOfTheTwentyNineIsNamedWithItsByte) {
  ASSERT_EQ(planted().size(), 29u);
  settings.step = Millis{10'000};
  for (const Planted& fault : planted()) {
    SCOPED_TRACE(fault.name);
    const bool stays_open = fault.bytes.find("Connection: close") != std::string::npos;
    clock.per_look = stays_open ? Nanos(Millis{500}) : Nanos(Micros{10}); // two seconds go by in four looks
    fake.handler = [&](const std::string&) { return FakeAnswer{fault.bytes, fault.close}; };
    const Outcome outcome = grade("[[step]]\nrequest = \"" + std::string(fault.method) + " /\"\n");
    EXPECT_EQ(outcome.verdict, Verdict::protocol_violation);
    ASSERT_EQ(outcome.findings.size(), 1u);
    EXPECT_EQ(outcome.findings[0].label, "protocol");
    EXPECT_EQ(outcome.findings[0].where, "byte " + std::to_string(fault.offset)) << outcome.findings[0].want;
    EXPECT_FALSE(outcome.evidence.reproduce.empty());
  }
}

} // namespace
} // namespace bex::http
