#include "graders/function/signature.hpp"

#include <gtest/gtest.h>

namespace bex::function {
namespace {

TEST(Signature, NameParametersAndResult) {
  const auto read = parse_signature(" pair ( amounts: list<int>,total :int)->list< list<string> > ");
  ASSERT_TRUE(read) << read.error().what;
  EXPECT_EQ(read->name, "pair");
  ASSERT_EQ(read->parameters.size(), 2u);
  EXPECT_EQ(read->parameters[0].name, "amounts");
  EXPECT_EQ(read->parameters[0].type, (Type{Base::integer, 1}));
  EXPECT_EQ(read->parameters[1].type, (Type{Base::integer, 0}));
  EXPECT_EQ(read->result, (Type{Base::text, 2}));
  EXPECT_EQ(text_of(*read), "pair(amounts: list<int>, total: int) -> list<list<string>>");
}

TEST(Signature, NoParametersAndAllTypes) {
  EXPECT_EQ(parse_signature("now() -> float")->parameters.size(), 0u);
  EXPECT_EQ(text_of(*parse_signature("f_2(a: int, b: float, c: bool, d: string) -> bool")),
            "f_2(a: int, b: float, c: bool, d: string) -> bool");
}

TEST(Signature, AFaultHasItsPlace) {
  struct Row {
    const char* text;
    std::size_t offset, length;
    const char* what;
  };
  for (const auto& row :
       {Row{"", 0, 1, "here the name of the function is due"}, Row{"pair", 4, 1, "here `(` is due"},
        Row{"pair(a) -> int", 6, 1, "here `:` is due"},
        Row{"pair(a: int b: int) -> int", 12, 1, "here `,` is due"},
        Row{"pair(a: int,) -> int", 12, 1, "here the name of a parameter is due"},
        Row{"pair(a: int)", 12, 1, "here `->` is due"}, Row{"pair(a: int) -> ", 16, 1, "here a type is due"},
        Row{"pair(a: itn) -> int", 8, 3, "there is no type `itn`"},
        Row{"pair(a: list<int) -> int", 16, 1, "here `>` is due"},
        Row{"pair(a: int, a: int) -> int", 13, 1, "there are two parameters `a`"},
        Row{"pair(pair: int) -> int", 5, 4, "a parameter is called as the function is"},
        Row{"Pair(a: int) -> int", 0, 4, "`Pair` cannot name the function"},
        Row{"pair(end: int) -> int", 5, 3, "`end` cannot name a parameter"},
        Row{"sort(a: list<int>) -> list<int>", 0, 4, "`sort` cannot name the function"},
        Row{"class(a: int) -> int", 0, 5, "`class` cannot name the function"},
        Row{"f(a: list<list<list<list<list<int>>>>>) -> int", 5, 33, "lists nest at most 4 deep"},
        Row{"pair(a: int) -> int, int", 19, 5, "nothing may stand behind the result's type"}}) {
    const auto read = parse_signature(row.text);
    ASSERT_FALSE(read) << row.text;
    EXPECT_EQ(read.error().what, row.what) << row.text;
    EXPECT_EQ(read.error().offset, row.offset) << row.text;
    EXPECT_EQ(read.error().length, row.length) << row.text;
    EXPECT_FALSE(read.error().help.empty()) << row.text;
  }
  EXPECT_EQ(parse_signature("pair(a: itn) -> int").error().help, "did you mean `int`?");
}

} // namespace
} // namespace bex::function
