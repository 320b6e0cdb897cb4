#include "graders/http/crud.hpp"

#include "graders/http/step.hpp"

#include <toml++/toml.h>

#include <gtest/gtest.h>

#include <algorithm>
#include <string>
#include <vector>

namespace bex::http {
namespace {

const std::string whole = R"(
[crud_model]
path = "/notes"
fields = { title = "text 1 20", done = "boolean", tags = "words 0 3", stars = "integer 0 5" }
optional = { tags = [], done = false }
id = "/number"
item = "/note"
create = 201
read = 200
replace = [200, 204]
patch = 200
delete = 204
delete_again = [204, 404]
list = { at = "/notes", ordered = true }
sequences = 3
length = 12
)";

struct Parsed {
  std::optional<Step> step;
  std::vector<std::string> errors;
};

Parsed parse(const std::string& text) {
  auto document = Document::parse("exercise.toml", text);
  Reader table(*document, document->table(), {});
  Scope scope;
  scope.rows = {{{"host", json_text("h")}, {"port", json_integer(1)}}};
  Parsed parsed{parse_step(table, scope), {}};
  for (const Error& error : document->errors()) parsed.errors.push_back(error.what);
  return parsed;
}

std::string without(const std::string& line) {
  std::string text = whole;
  const auto from = text.find(line);
  return text.erase(from, text.find('\n', from) - from);
}

TEST(CrudReader, AModelIsReadWhole) {
  const Parsed parsed = parse(whole);
  ASSERT_TRUE(parsed.errors.empty()) << parsed.errors[0];
  const Crud& crud = *parsed.step->crud;
  EXPECT_EQ(crud.fields.size(), 4u);
  EXPECT_FALSE(crud.fields[0].fallback);
  EXPECT_EQ(write_json(*crud.fields[2].fallback), "[]");
  EXPECT_EQ(crud.id, "/number");
  EXPECT_EQ(crud.replace, (std::vector{200, 204}));
  EXPECT_EQ(crud.unknown, std::vector{404});
  EXPECT_EQ(crud.again, (std::vector{204, 404}));
  EXPECT_TRUE(crud.list->ordered);
  EXPECT_EQ(fill_in(*parsed.step, {{"host", json_text("h")}}).target, "/notes");
}

TEST(CrudReader, MistakesAreNamed) {
  struct Mistake {
    std::string from, to, what;
  };
  for (const auto& [from, to, what] :
       {Mistake{"create = 201", "", "a model begins with what is made"},
        Mistake{"id = \"/number\"", "id = \"number\"", "this is no place of an id"},
        Mistake{"id = \"/number\"", "id = \"header:Location\"", "what is in a list is known by its `id`"},
        Mistake{"tags = []", "tag = []", "`tag` is none of `fields`"},
        Mistake{"patch = 200", "patch = 99", "a status is a number from 200 to 599"},
        Mistake{"\"words 0 3\"", "\"words\"", "nothing is drawn by `words`"},
        Mistake{"item = \"/note\"", "item = \"note\"", "`note` is no JSON pointer"},
        Mistake{"sequences = 3", "sequence = 3", "unknown key `sequence`"}}) {
    std::string text = whole;
    const auto at = text.find(from);
    ASSERT_NE(at, std::string::npos) << from;
    const Parsed parsed = parse(text.replace(at, from.size(), to));
    ASSERT_FALSE(parsed.errors.empty()) << what;
    EXPECT_EQ(parsed.errors[0], what);
  }
  EXPECT_EQ(parse(whole + "\n[expect]\nstatus = 200\n").errors,
            std::vector<std::string>{"unknown key `expect`"});
}

TEST(CrudSequence, IsTheSameForTheSameSeedAndEndsWithALookAtEverything) {
  const Crud crud = *parse(whole).step->crud;
  const auto sequence = draw_sequence(crud, 7, 1), same = draw_sequence(crud, 7, 1),
             other = draw_sequence(crud, 7, 2);
  ASSERT_EQ(sequence.size(), same.size());
  bool differs = sequence.size() != other.size();
  int made = 0, read = 0;
  for (std::size_t i = 0; i < sequence.size(); ++i) {
    EXPECT_EQ(sequence[i].kind, same[i].kind);
    EXPECT_EQ(write_json(Json{sequence[i].fields}), write_json(Json{same[i].fields}));
    if (!differs) differs = write_json(Json{sequence[i].fields}) != write_json(Json{other[i].fields});
    made += sequence[i].kind == CrudOp::Kind::create;
    read += i >= 12 && sequence[i].kind == CrudOp::Kind::read;
  }
  EXPECT_TRUE(differs);
  EXPECT_EQ(made, read);
  EXPECT_EQ(sequence.back().kind, CrudOp::Kind::list);
}

TEST(CrudSequence, AsksForNothingThatTheApiHasNot) {
  const Crud crud = *parse(without("patch = 200")).step->crud;
  for (int number = 1; number < 50; ++number)
    EXPECT_TRUE(std::ranges::none_of(draw_sequence(crud, 1, number),
                                     [](const CrudOp& op) { return op.kind == CrudOp::Kind::patch; }));
}

} // namespace
} // namespace bex::http
