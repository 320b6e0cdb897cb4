#include "graders/http/crud.hpp"
#include "graders/http/pattern_reader.hpp"
#include "graders/http/step.hpp"

#include <toml++/toml.h>

#include <algorithm>

namespace bex::http {
namespace {

class CrudReader {
 public:
  CrudReader(Reader& table, PatternReader& patterns, const Scope& scope)
      : table_(table), patterns_(patterns), scope_(scope) {}

  Crud read() {
    Crud crud;
    crud.path = patterns_.words(table_.required_text("path"), table_.value_place("path"));
    read_fields(crud);
    read_optional(crud);
    read_id(crud);
    crud.item = pointer(table_, "item").value_or("");
    crud.create = statuses(table_, "create");
    crud.read = statuses(table_, "read");
    crud.replace = statuses(table_, "replace");
    crud.patch = statuses(table_, "patch");
    crud.remove = statuses(table_, "delete");
    read_list(crud);
    if (auto unknown = statuses(table_, "unknown"); !unknown.empty()) crud.unknown = std::move(unknown);
    crud.again = statuses(table_, "delete_again");
    if (crud.again.empty()) crud.again = crud.unknown;
    if (auto count = table_.integer("sequences", 1, 1000)) crud.sequences = static_cast<int>(*count);
    if (auto length = table_.integer("length", 2, 100)) crud.length = static_cast<int>(*length);
    if (crud.create.empty())
      table_.error_here("a model begins with what is made", "", "add `create = 201`");
    else if (crud.read.empty() && !crud.list)
      table_.error_here("nothing can be looked at", "", "add `read = 200`, or `list = { at = \"\" }`");
    table_.finish();
    return crud;
  }

 private:
  Reader& table_;
  PatternReader& patterns_;
  const Scope& scope_;

  void read_fields(Crud& crud) {
    auto fields = table_.table_or_empty("fields");
    for (const std::string& name : fields.keys()) {
      const auto way = fields.text(name);
      auto draw = way ? parse_draw(table_.document(), *way, fields.value_place(name)) : std::nullopt;
      if (!draw) continue;
      draw->name = name;
      crud.fields.push_back({std::move(*draw), std::nullopt});
    }
    if (fields.keys().empty())
      table_.error_here("an item has at least one member", "", "add `fields = { title = \"text 1 20\" }`");
  }

  void read_optional(Crud& crud) {
    auto fallbacks = table_.table_or_empty("optional");
    for (const std::string& name : fallbacks.keys()) {
      const toml::node* value = fallbacks.node(name);
      const auto field =
          std::ranges::find(crud.fields, name, [](const CrudField& it) { return it.draw.name; });
      if (field == crud.fields.end())
        table_.document().report(fallbacks.key_place(name), "`" + name + "` is none of `fields`", "",
                                 "say there how it is drawn");
      else
        field->fallback = fill_in(patterns_.json(*value, Use::send), scope_.rows.front());
    }
  }

  void read_id(Crud& crud) {
    const auto id = table_.text("id");
    if (!id) return;
    crud.in_location = *id == "header:Location";
    if (!crud.in_location && id->starts_with("/") && is_pointer(*id))
      crud.id = *id;
    else if (!crud.in_location)
      table_.error_at_value("id", "this is no place of an id", "",
                            "write a JSON pointer, such as \"/id\", or \"header:Location\"");
  }

  void read_list(Crud& crud) {
    auto list = table_.table("list");
    if (!list) return;
    crud.list.emplace();
    crud.list->statuses = statuses(*list, "status");
    if (crud.list->statuses.empty()) crud.list->statuses = {200};
    crud.list->at = pointer(*list, "at").value_or("");
    crud.list->ordered = list->boolean("ordered").value_or(false);
    list->finish();
    if (crud.in_location)
      table_.error_at_value("list", "what is in a list is known by its `id`", "", "write `id = \"/id\"`");
  }

  static std::optional<std::string> pointer(Reader& table, const char* key) {
    auto text = table.text(key);
    if (text && !is_pointer(*text))
      table.error_at_value(key, "`" + *text + "` is no JSON pointer", "",
                           "a pointer is empty or begins with `/`");
    return text;
  }

  static std::vector<int> statuses(Reader& table, const char* key) {
    std::vector<int> all;
    const toml::node* node = table.node(key);
    const auto take = [&](const toml::node& status) {
      const auto* integer = status.as_integer();
      if (integer && integer->get() >= 200 && integer->get() <= 599)
        all.push_back(static_cast<int>(integer->get()));
      else
        table.document().report(span_of(status), "a status is a number from 200 to 599", "", "");
    };
    if (const toml::array* several = node ? node->as_array() : nullptr)
      for (const toml::node& status : *several) take(status);
    else if (node)
      take(*node);
    return all;
  }
};

} // namespace

Crud parse_crud(Reader& step, PatternReader& patterns, const Scope& scope) {
  auto table = step.table("crud_model");
  return table ? CrudReader(*table, patterns, scope).read() : Crud{};
}

} // namespace bex::http
