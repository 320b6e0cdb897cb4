#include "graders/reader.hpp"

#include <gtest/gtest.h>

#include <array>

namespace bex {
namespace {

struct File {
  explicit File(std::string text) : document(Document::parse("x.toml", std::move(text))) {}
  Reader root() { return {*document, document->table(), Span{}}; }
  const Errors& errors() { return document->errors(); }
  const Error& only() {
    EXPECT_EQ(errors().size(), 1u);
    static const Error none;
    return errors().empty() ? none : errors().front();
  }
  std::unique_ptr<Document> document;
};

void expect_place(const Error& error, int line, int column, int length) {
  ASSERT_TRUE(error.label);
  EXPECT_EQ(error.label->span.line, line);
  EXPECT_EQ(error.label->span.column, column);
  EXPECT_EQ(error.label->span.length, length);
}

TEST(Reader, SyntaxErrorHasItsPlaceAndLeavesAnEmptyTable) {
  File file("a = 1\nb = = 2\n");
  expect_place(file.only(), 2, 5, 1);
  EXPECT_EQ(file.only().kind, ErrorKind::pack);
  EXPECT_EQ(file.only().label->file, "x.toml");
  EXPECT_EQ(file.only().label->source, "b = = 2");
  EXPECT_TRUE(file.root().keys().empty());
}

TEST(Reader, EveryTypeReads) {
  File file("t = \"x\"\ni = 7\nf = 1.5\nb = true\na = [\"p\", \"q\"]\n[table]\nk = 1\n[[many]]\n[[many]]\n");
  auto root = file.root();
  EXPECT_EQ(root.text("t"), "x");
  EXPECT_EQ(root.integer("i", 0, 7), 7);
  EXPECT_EQ(root.number("f", 0, 2), 1.5);
  EXPECT_EQ(root.number("i", 0, 7), 7);
  EXPECT_EQ(root.boolean("b"), true);
  EXPECT_EQ(root.texts("a"), (std::vector<std::string>{"p", "q"}));
  EXPECT_TRUE(root.table("table"));
  EXPECT_EQ(root.tables("many").size(), 2u);
  root.finish();
  EXPECT_TRUE(file.errors().empty());
}

TEST(Reader, WrongTypesAreReportedAndReadAsAbsent) {
  File file("t = 1\ni = \"x\"\nb = 0\na = \"x\"\nm = 3\n");
  auto root = file.root();
  EXPECT_FALSE(root.text("t"));
  EXPECT_FALSE(root.integer("i", 0, 1));
  EXPECT_FALSE(root.boolean("b"));
  EXPECT_TRUE(root.texts("a").empty());
  EXPECT_TRUE(root.tables("m").empty());
  ASSERT_EQ(file.errors().size(), 5u);
  expect_place(file.errors()[0], 1, 5, 1);
  EXPECT_EQ(file.errors()[1].label->note, "this is a text");
  EXPECT_EQ(file.errors()[3].help, "write `a = [\"...\"]`");
}

TEST(Reader, RangesAreInclusive) {
  File file("a = 0\nb = 6\n");
  auto root = file.root();
  EXPECT_FALSE(root.integer("a", 1, 5));
  EXPECT_FALSE(root.integer("b", 1, 5));
  EXPECT_EQ(file.errors().size(), 2u);
  EXPECT_EQ(root.integer("b", 1, 6), 6);
  EXPECT_EQ(file.errors().size(), 2u);
}

TEST(Reader, NotANumberIsInNoRange) {
  File file("a = nan\n");
  EXPECT_FALSE(file.root().number("a", -1e9, 1e9));
}

TEST(Reader, ColumnsAndLengthsAreBytes) {
  File file("ä = \"ö\"\n\"größe\" = 1 # é\nc = { \"ü\" = 1, d = \"é\" }\n");
  ASSERT_EQ(file.errors().size(), 1u); // a bare key is ASCII
  File other("\"größe\" = \"ßß\"\n");
  auto root = other.root();
  EXPECT_FALSE(root.integer("größe", 0, 1));
  expect_place(other.only(), 1, 13, 6);
}

TEST(Reader, AValueOfSeveralLinesIsMarkedToTheEndOfItsFirst) {
  File file("a = \"\"\"x\ny\"\"\"\n");
  EXPECT_FALSE(file.root().integer("a", 0, 1));
  expect_place(file.only(), 1, 5, 4);
}

TEST(Reader, UnknownKeysAreReportedOnceWithTheNearestKnownOne) {
  File file("title = \"x\"\ntitel = \"y\"\n");
  auto root = file.root();
  EXPECT_EQ(root.required_text("title"), "x");
  root.finish();
  root.finish();
  expect_place(file.only(), 2, 1, 5);
  EXPECT_EQ(file.only().what, "unknown key `titel`");
  EXPECT_NE(file.only().help.find("did you mean `title`?"), std::string::npos);
}

TEST(Reader, UnknownKeysComeInTheOrderOfTheFile) {
  File file("z = 1\nb = 1\na = 1\n");
  EXPECT_EQ(file.root().keys(), (std::vector<std::string>{"z", "b", "a"}));
}

TEST(Reader, AMissingKeyIsReportedAtTheTablesHead) {
  File file("[[check]]\nid = \"a\"\n[[check]]\n");
  auto tables = file.root().tables("check");
  ASSERT_EQ(tables.size(), 2u);
  EXPECT_EQ(tables[0].required_text("id"), "a");
  EXPECT_EQ(tables[1].required_text("id"), "");
  EXPECT_EQ(tables[1].required_integer("n", 3, 4), 0);
  ASSERT_EQ(file.errors().size(), 2u);
  expect_place(file.errors()[0], 3, 1, 9);
  EXPECT_EQ(file.errors()[1].help, "add `n = 3`");
}

TEST(Reader, OneOfSuggestsTheNearest) {
  const std::array<std::string, 2> kinds{"stdio", "http"};
  File file("kind = \"htpp\"\n");
  EXPECT_FALSE(file.root().one_of("kind", kinds));
  expect_place(file.only(), 1, 8, 6);
  EXPECT_EQ(file.only().what, "unknown kind `htpp`");
  EXPECT_EQ(file.only().help, "did you mean `http`? (known: `stdio`, `http`)");
}

TEST(Reader, SingleAndDoubleBracketsAreToldApart) {
  File file("[check]\n[[limits]]\n");
  auto root = file.root();
  EXPECT_TRUE(root.tables("check").empty());
  EXPECT_FALSE(root.table("limits"));
  ASSERT_EQ(file.errors().size(), 2u);
  EXPECT_EQ(file.errors()[0].help, "write `[[check]]` with double brackets");
  EXPECT_EQ(file.errors()[1].help, "write `[limits]` with single brackets, once");
}

TEST(Reader, MixedArraysNameTheItemThatIsWrong) {
  File file("a = [\"x\", 2]\nm = [{ k = 1 }, 3]\n");
  auto root = file.root();
  EXPECT_EQ(root.texts("a").size(), 1u);
  EXPECT_EQ(root.tables("m").size(), 1u);
  ASSERT_EQ(file.errors().size(), 2u);
  expect_place(file.errors()[0], 1, 11, 1);
  expect_place(file.errors()[1], 2, 17, 1);
}

TEST(Reader, AMissingTableReadsAsAnEmptyOne) {
  File file("a = 1\n");
  auto table = file.root().table_or_empty("limits");
  EXPECT_FALSE(table.integer("cpu_ms", 0, 1));
  table.finish();
  EXPECT_TRUE(file.errors().empty());
}

TEST(Reader, ErrorsOfOneFileAreLimited) {
  std::string text;
  for (int i = 0; i < 2000; ++i) text += "k" + std::to_string(i) + " = 1\n";
  File file(text);
  file.root().finish();
  EXPECT_EQ(file.errors().size(), 500u);
}

} // namespace
} // namespace bex
