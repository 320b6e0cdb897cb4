#include "graders/http/client.hpp"

#include "tests/support/fake_sandbox.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <string>
#include <vector>

namespace bex::http {
namespace {

using End = Exchange::End;

class ClientTest : public testing::Test {
 protected:
  test::FakeServer server;
  test::FakeRunning running{server};
  test::FakeClock clock;
  Client client{running, clock, 8123};

  ClientTest() {
    clock.on_look = [this] { server.work(); };
  }

  static Request get(const std::string& target = "/", const std::string& method = "GET") {
    return {method, target, {{"Host", "h"}}, std::nullopt};
  }
  Exchange send(Request request) {
    auto exchanges = client.send({std::move(request)}, Millis{20});
    EXPECT_TRUE(exchanges) << exchanges.error().what;
    return exchanges ? exchanges->front() : Exchange{};
  }
  void answer(std::string bytes, bool close = false) {
    server.handler = [bytes, close](const std::string&) { return test::FakeAnswer{bytes, close}; };
  }
};

const std::string ok = "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok";

TEST_F(ClientTest, KeepsTheConnectionWhereTheServerAllowsIt) {
  answer(ok);
  EXPECT_EQ(send(get()).response.body, "ok");
  EXPECT_EQ(send(get("/b")).end, End::answered);
  EXPECT_EQ(server.connections, 1);
  EXPECT_EQ(server.requests.back(), "GET /b HTTP/1.1\r\nHost: h\r\n\r\n");
  answer("HTTP/1.1 200 OK\r\nConnection: close\r\nContent-Length: 2\r\n\r\nok", true);
  EXPECT_EQ(send(get()).end, End::answered);
  EXPECT_EQ(send(get()).end, End::answered);
  EXPECT_EQ(server.connections, 2);
  EXPECT_FALSE(client.settle());
}

TEST_F(ClientTest, AnswersThatEndWithTheConnection) {
  answer("HTTP/1.0 200 OK\r\n\r\nall", true);
  EXPECT_EQ(send(get()).response.body, "all");
  EXPECT_EQ(send(get()).response.body, "all");
  EXPECT_EQ(server.connections, 2);
}

TEST_F(ClientTest, AClosedConnectionIsReplacedWithoutAWord) {
  answer(ok, true); // closes without having said so
  EXPECT_EQ(send(get()).end, End::answered);
  EXPECT_EQ(send(get()).end, End::answered);
  EXPECT_EQ(server.connections, 2);
}

TEST_F(ClientTest, ARequestThatMeetsAClosingConnectionGoesOutOnceMore) {
  int count = 0;
  server.handler = [&](const std::string&) {
    return ++count == 2 ? test::FakeAnswer{"", true} : test::FakeAnswer{ok};
  };
  EXPECT_EQ(send(get("/a")).end, End::answered);
  EXPECT_EQ(send(get("/b")).end, End::answered);
  ASSERT_EQ(server.requests.size(), 3u);
  EXPECT_EQ(server.requests[1], server.requests[2]);
}

TEST_F(ClientTest, AFreshConnectionThatClosesIsCutShort) {
  answer("", true);
  Exchange exchange = send(get());
  EXPECT_EQ(exchange.end, End::cut_short);
  EXPECT_EQ(exchange.fault.offset, 0u);
  EXPECT_EQ(server.requests.size(), 1u);
  answer("HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\nok", true);
  EXPECT_EQ(send(get()).end, End::cut_short);
}

TEST_F(ClientTest, SilenceHasAnEnd) {
  clock.per_look = Millis{4};
  answer("HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\nok");
  Exchange exchange = send(get());
  EXPECT_EQ(exchange.end, End::silent);
  EXPECT_EQ(exchange.came, "HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\nok");
  answer(ok);
  EXPECT_EQ(send(get()).end, End::answered);
  EXPECT_EQ(server.connections, 2);
}

TEST_F(ClientTest, AServerThatCannotBeReachedIsAnError) {
  server.refuses = true;
  auto exchanges = client.send({get()}, Millis{20});
  ASSERT_FALSE(exchanges);
  EXPECT_EQ(exchanges.error().kind, ErrorKind::machine);
}

TEST_F(ClientTest, FaultsAreFaulty) {
  answer("HTTP/1.1 200 OK\nContent-Length: 0\n\n");
  Exchange exchange = send(get());
  EXPECT_EQ(exchange.end, End::faulty);
  EXPECT_EQ(exchange.fault.offset, 15u);
}

TEST_F(ClientTest, BytesNobodyAskedForAreFoundBeforeTheNextRequest) {
  answer("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n");
  EXPECT_EQ(send(get("/", "HEAD")).end, End::answered);
  server.say("ok");
  Exchange exchange = send(get("/next"));
  EXPECT_EQ(exchange.end, End::faulty);
  EXPECT_EQ(exchange.request.method, "HEAD");
  EXPECT_EQ(exchange.fault.offset, 38u);
  EXPECT_EQ(exchange.fault.got, "ok");
}

TEST_F(ClientTest, BytesNobodyAskedForAreFoundAtTheEnd) {
  answer(ok);
  EXPECT_EQ(send(get()).end, End::answered);
  server.say("!");
  auto stray = client.settle();
  ASSERT_TRUE(stray);
  EXPECT_EQ(stray->end, End::faulty);
  EXPECT_EQ(stray->fault.got, "!");
  EXPECT_EQ(stray->came, ok + "!");
}

TEST_F(ClientTest, WhoSaysCloseCloses) {
  const std::string says_close = "HTTP/1.1 200 OK\r\nConnection: close\r\nContent-Length: 2\r\n\r\nok";
  answer(says_close);
  EXPECT_EQ(send(get()).end, End::answered);
  clock.per_look = Millis{500};
  auto open = client.settle();
  ASSERT_TRUE(open);
  EXPECT_EQ(open->end, End::faulty);
  EXPECT_EQ(open->fault.offset, 17u);
  EXPECT_EQ(open->came, says_close);
  clock.per_look = Micros{10};
  answer(says_close, true);
  EXPECT_EQ(send(get()).end, End::answered);
  EXPECT_FALSE(client.settle());
}

TEST_F(ClientTest, WhileTheQueueIsFullTheOthersGoOn) {
  answer(ok);
  clock.per_look = Millis{5};
  clock.on_look = [this] {
    server.work();
    server.has_room = server.connections < 2 || server.requests.size() >= 2;
  };
  auto exchanges = client.send({get("/1"), get("/2"), get("/3")}, Millis{500});
  ASSERT_TRUE(exchanges);
  for (const Exchange& exchange : *exchanges) EXPECT_EQ(exchange.end, End::answered);
  EXPECT_TRUE(server.requests.back().starts_with("GET /3"));
}

TEST_F(ClientTest, WhoCouldNotConnectLeavesNoHalfRequests) {
  answer(ok);
  clock.on_look = [this] {
    server.work();
    server.refuses = server.connections == 1;
  };
  ASSERT_FALSE(client.send({get("/1"), get("/2")}, Millis{20}));
  clock.on_look = [this] { server.work(); };
  server.refuses = false;
  ASSERT_TRUE(client.send({get("/1"), get("/2")}, Millis{20}));
  for (const std::string& request : server.requests) EXPECT_EQ(request.find("GET", 1), std::string::npos);
}

TEST_F(ClientTest, AQueueThatStaysFull) {
  server.has_room = false;
  clock.per_look = Millis{5};
  Exchange exchange = send(get());
  EXPECT_EQ(exchange.end, End::silent);
  EXPECT_TRUE(exchange.no_room);
}

TEST_F(ClientTest, HugeAnswersAreCutOff) {
  answer("HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\n");
  std::vector<Request> many(64, get());
  std::size_t share = answer_limit / 64;
  server.handler = [&](const std::string&) {
    return test::FakeAnswer{"HTTP/1.1 200 OK\r\nContent-Length: 1000000\r\n\r\n" +
                            std::string(share + 1, 'a')};
  };
  auto exchanges = client.send(many, Millis{200});
  ASSERT_TRUE(exchanges);
  EXPECT_EQ(exchanges->front().end, End::too_large);
  EXPECT_EQ(exchanges->front().came.size(), ResponseParser::raw_limit);
}

TEST_F(ClientTest, ClientsGoTogetherAndNotInTheOrderOfOpening) {
  answer(ok);
  auto exchanges = client.send({get("/1"), get("/2"), get("/3"), get("/4")}, Millis{20});
  ASSERT_TRUE(exchanges);
  EXPECT_EQ(server.order, (std::vector<std::size_t>{3, 2, 1, 0}));
  ASSERT_EQ(exchanges->size(), 4u);
  EXPECT_EQ((*exchanges)[2].client, 3);
  EXPECT_EQ((*exchanges)[2].request.target, "/3");
  EXPECT_EQ((*exchanges)[2].end, End::answered);
  EXPECT_EQ(server.connections, 4);
}

TEST_F(ClientTest, NoRequestIsWholeBeforeAllAreThere) {
  answer(ok);
  std::size_t whole_at_last_connection = 99;
  clock.on_look = [&] {
    server.work();
    if (server.connections < 4) whole_at_last_connection = server.requests.size();
  };
  ASSERT_TRUE(client.send({get(), get(), get(), get()}, Millis{20}));
  EXPECT_EQ(server.requests.size(), 4u);
  EXPECT_EQ(whole_at_last_connection, 0u);
}

TEST_F(ClientTest, TheServerHasReadAllButTheLastBytesBeforeTheseGo) {
  answer(ok);
  int looks = 0;
  clock.on_look = [&] {
    if (++looks % 5 == 0) server.work();
  };
  const std::vector<Request> four(4, get());
  ASSERT_TRUE(client.send(four, Millis{20}));
  EXPECT_EQ(std::ranges::count(server.reads, "\n"), 4);
}

} // namespace
} // namespace bex::http
