#include "graders/services/engine.hpp"
#include "sandboxes/base/file.hpp"
#include "tests/support/fake_sandbox.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace bex::services {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;

class ServiceParse : public testing::Test {
 protected:
  std::vector<Service> read(std::string text) {
    document_ = Document::parse("exercise.toml", std::move(text));
    Reader root(*document_, document_->table(), Span{});
    auto services = root.table_or_empty("service");
    auto all = parse(services, folder_.path());
    root.finish();
    return all;
  }
  [[nodiscard]] std::vector<std::string> errors() const {
    std::vector<std::string> all;
    for (const auto& error : document_->errors()) all.push_back(error.what);
    return all;
  }

  TempDir folder_ = std::move(*TempDir::make());
  std::unique_ptr<Document> document_;
};

TEST_F(ServiceParse, NamesEngineVariableAndSeed) {
  ASSERT_TRUE(write_file(folder_.path() / "data/seed.sql", "SELECT 1;"));
  const auto all = read(
      "[service.db]\nengine = \"postgres\"\nseed = \"data/seed.sql\"\n"
      "[service.cache]\nengine = \"redis\"\n[service.old]\nengine = \"mariadb\"\nvariable = \"OLD_URL\"\n");
  EXPECT_THAT(errors(), testing::IsEmpty());
  ASSERT_EQ(all.size(), 3u);
  for (const auto& one : all) {
    if (one.name == "db") {
      EXPECT_EQ(one.engine, Engine::postgres);
      EXPECT_EQ(one.variable, "DATABASE_URL");
      EXPECT_EQ(one.seed, "SELECT 1;");
    } else if (one.name == "cache") {
      EXPECT_EQ(one.engine, Engine::redis);
      EXPECT_EQ(one.variable, "REDIS_URL");
    } else {
      EXPECT_EQ(one.variable, "OLD_URL");
    }
  }
}

TEST_F(ServiceParse, RefusesWhatCannotBe) {
  (void)read("[service.db]\nengine = \"oracle\"\n");
  EXPECT_THAT(errors(), ElementsAre(HasSubstr("oracle")));
  (void)read("[service.db]\n");
  EXPECT_THAT(errors(), ElementsAre("the service `db` has no engine"));
  (void)read("[service.a]\nengine = \"redis\"\n[service.b]\nengine = \"redis\"\nvariable = \"OTHER\"\n");
  EXPECT_THAT(errors(), ElementsAre("`a` and `b` have the same engine"));
  (void)read("[service.a]\nengine = \"postgres\"\n[service.b]\nengine = \"mariadb\"\n");
  EXPECT_THAT(errors(), ElementsAre("`a` and `b` are both in $DATABASE_URL"));
  (void)read("[service.A_b]\nengine = \"redis\"\n");
  EXPECT_THAT(errors(), ElementsAre("`A_b` is no name of a service"));
  (void)read("[service.a]\nengine = \"redis\"\nvariable = \"1st\"\n");
  EXPECT_THAT(errors(), ElementsAre("`1st` is no name of a variable"));
  (void)read("[service.a]\nengine = \"redis\"\nseed = \"../x\"\n");
  EXPECT_THAT(errors(), ElementsAre("`../x` leads out of the exercise"));
  (void)read("[service.a]\nengine = \"redis\"\nseed = \"x\"\nisolation = 1\n");
  EXPECT_THAT(errors(), ElementsAre("`x` cannot be read", HasSubstr("isolation")));
}

TEST(Services, AreNotStartedWithoutASandbox) {
  class Unsafe final : public Sandbox {
   public:
    [[nodiscard]] Level level() const override { return Level::unsafe; }
    Result<RunResult> run(const SandboxSpec&) override { return fail(ErrorKind::internal, "nothing runs"); }
    Result<std::unique_ptr<Running>> start(const SandboxSpec&) override {
      return fail(ErrorKind::internal, "nothing runs");
    }
  } sandbox;
  Program program;
  EXPECT_TRUE(equip(program, {}, sandbox, {})); // nothing is asked for
  const Service redis{"cache", Engine::redis, "REDIS_URL", {}};
  const auto equipped = equip(program, {&redis, 1}, sandbox, {});
  ASSERT_FALSE(equipped);
  EXPECT_EQ(equipped.error().kind, ErrorKind::machine);
  EXPECT_TRUE(program.launcher.empty());
}

TEST(Services, AProgramBehindALauncherHasALoopback) {
  Program program;
  program.argv = {"python3", "main.py"};
  EXPECT_EQ(spec_for(program).argv, program.argv);
  EXPECT_EQ(spec_for(program).network, Network::none);
  program.launcher = {program_inside, "--with-services", "[]"};
  EXPECT_THAT(spec_for(program).argv,
              ElementsAre(program_inside, "--with-services", "[]", "python3", "main.py"));
  EXPECT_EQ(spec_for(program).network, Network::loopback);
}

TEST(Services, TravelAsJson) {
  const std::vector<Given> all{{"db", Engine::mariadb, "/usr/sbin/mariadbd", "/m", "/c", "/data"}};
  const auto back = given_of(to_json(all));
  ASSERT_TRUE(back);
  ASSERT_EQ(back->size(), 1u);
  EXPECT_EQ(back->front().engine, Engine::mariadb);
  EXPECT_EQ(back->front().data, "/data");
  EXPECT_FALSE(given_of("[{}]"));
  EXPECT_FALSE(given_of("no"));
}

TEST(Services, ListenOnLoopbackOnly) {
  const Given postgres{"db", Engine::postgres, "/p", "", "", ""},
      mariadb{"db", Engine::mariadb, "/m", "", "", ""}, redis{"db", Engine::redis, "/r", "", "", ""};
  EXPECT_THAT(server_words(postgres, "/f", Log::kept), testing::Contains("listen_addresses=127.0.0.1"));
  EXPECT_THAT(server_words(postgres, "/f", Log::kept), testing::Not(testing::Contains("log_statement=all")));
  EXPECT_THAT(server_words(postgres, "/f", Log::statements), testing::Contains("log_statement=all"));
  EXPECT_THAT(server_words(mariadb, "/f", Log::kept), testing::Contains("--bind-address=127.0.0.1"));
  EXPECT_THAT(server_words(redis, "/f", Log::kept), testing::IsSupersetOf({"--bind", "127.0.0.1"}));
}

} // namespace
} // namespace bex::services
