#include "graders/http/draw.hpp"

#include "graders/http/template.hpp"
#include "sandboxes/base/text.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <random>
#include <span>

namespace bex::http {
namespace {

constexpr std::int64_t most_letters = 10'000;
const char* const ways =
    "\"word\", \"hex 16\", \"uuid\", \"integer 1 99\", \"text 0 40\", \"words 0 3\" or \"boolean\"";

struct Named {
  std::string_view name;
  Draw::Kind kind;
  std::size_t least_numbers, most_numbers; // behind the name
};
constexpr std::array kinds{
    Named{"word", Draw::Kind::word, 0, 0},      Named{"hex", Draw::Kind::hex, 1, 1},
    Named{"uuid", Draw::Kind::uuid, 0, 0},      Named{"integer", Draw::Kind::integer, 2, 2},
    Named{"text", Draw::Kind::text, 1, 2},      Named{"words", Draw::Kind::words, 1, 2},
    Named{"boolean", Draw::Kind::boolean, 0, 0}};

bool read_number(std::string_view text, std::int64_t& number) {
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  return error == std::errc{} && end == text.data() + text.size();
}

// What is wrong with it, or nothing.
std::string read_way(const std::string& text, Draw& draw) {
  const auto words = split(text, ' ');
  const std::size_t numbers = words.size() - 1;
  const auto* named = std::ranges::find(kinds, words.front(), &Named::name);
  if (named == kinds.end() || numbers < named->least_numbers || numbers > named->most_numbers)
    return "nothing is drawn by `" + text + "`";
  draw.kind = named->kind;
  if (numbers > 0 && !read_number(words[1], draw.least))
    return "`" + text + (numbers == 2 ? "` has no first number" : "` has no number");
  if (numbers > 0 && !read_number(words.back(), draw.most)) return "`" + text + "` has no number";
  const bool counts = numbers > 0 && draw.kind != Draw::Kind::integer;
  if (counts && (draw.least < (numbers == 2 ? 0 : 1) || draw.most > most_letters))
    return "from 1 to " + std::to_string(most_letters) + " letters or words are drawn";
  if (draw.most < draw.least) return "there is no number from the first to the second";
  return "";
}

// The distributions of the standard library differ from one to the next; this does not.
class Source {
 public:
  Source(const std::string& name, std::uint64_t seed, std::size_t turn) {
    std::vector<std::uint32_t> words{static_cast<std::uint32_t>(seed), static_cast<std::uint32_t>(seed >> 32),
                                     static_cast<std::uint32_t>(turn)};
    for (const char c : name) words.push_back(static_cast<unsigned char>(c));
    std::seed_seq sequence(words.begin(), words.end());
    generator_.seed(sequence);
  }
  std::uint64_t below(std::uint64_t count) { return generator_() % count; }
  std::uint64_t any() { return generator_(); }
  std::string_view one_of(std::span<const std::string_view> all) { return all[below(all.size())]; }

 private:
  std::mt19937_64 generator_;
};

std::string hex(Source& source, std::int64_t letters) {
  std::string text;
  while (std::ssize(text) < letters) text += "0123456789abcdef"[source.below(16)];
  return text;
}

std::string word(Source& source) {
  std::string text;
  for (int syllable = 0; syllable < 3; ++syllable)
    (text += "bdfghklmnprstvz"[source.below(15)]) += "aeiou"[source.below(5)];
  return text;
}

// RFC 9562, version 4.
std::string uuid(Source& source) {
  std::string text = hex(source, 32);
  text[12] = '4';
  text[16] = "89ab"[source.below(4)];
  for (const std::size_t at : {8U, 13U, 18U, 23U}) text.insert(at, "-");
  return text;
}

std::string text(Source& source, std::int64_t letters) {
  constexpr std::array<std::string_view, 12> odd{
      " ", "\"", "\\", "'", "<", "&", "\u00e9", "\u00df", "\u4e16", "\U0001f600", "\U0001d49c", "%"};
  std::string all;
  for (std::int64_t i = 0; i < letters; ++i) {
    const bool inside = i > 0 && i + 1 < letters;
    if (inside && source.below(4) == 0)
      all += source.one_of(odd);
    else
      all += static_cast<char>('a' + source.below(26));
  }
  return all;
}

// One that is sure takes nothing from the source.
std::int64_t between(const Draw& draw, Source& source) {
  const auto width = static_cast<std::uint64_t>(draw.most) - static_cast<std::uint64_t>(draw.least);
  if (width == 0) return draw.least;
  const std::uint64_t step = width == UINT64_MAX ? source.any() : source.below(width + 1);
  return static_cast<std::int64_t>(static_cast<std::uint64_t>(draw.least) + step);
}

} // namespace

std::optional<Draw> parse_draw(Document& document, const std::string& text, Span place) {
  Draw draw;
  const std::string flaw = read_way(text, draw);
  if (flaw.empty()) return draw;
  document.report(place, flaw, "", std::string("write ") + ways);
  return std::nullopt;
}

std::vector<Draw> parse_draws(Reader& check, const std::vector<std::string>& taken) {
  std::vector<Draw> draws;
  auto table = check.table("draw");
  if (!table) return draws;
  for (const std::string& name : table->keys()) {
    const auto way = table->text(name);
    const bool is_taken = std::ranges::find(taken, name) != taken.end();
    if (is_taken || !is_variable_name(name))
      table->document().report(table->key_place(name), "`" + name + "` cannot name a variable",
                               is_taken ? "this name is taken" : "",
                               "names are letters, digits, `_` and `-`");
    if (!way) continue;
    Draw draw = parse_draw(table->document(), *way, table->value_place(name)).value_or(Draw{});
    draw.name = name;
    draws.push_back(std::move(draw));
  }
  return draws;
}

Json drawn(const Draw& draw, std::uint64_t seed, std::size_t turn) {
  Source source(draw.name, seed, turn);
  switch (draw.kind) {
  case Draw::Kind::word:
    return json_text(word(source));
  case Draw::Kind::hex:
    return json_text(hex(source, draw.most));
  case Draw::Kind::uuid:
    return json_text(uuid(source));
  case Draw::Kind::text:
    return json_text(text(source, between(draw, source)));
  case Draw::Kind::words: {
    Json::Array words;
    for (auto left = between(draw, source); left > 0; --left) words.push_back(json_text(word(source)));
    return Json{std::move(words)};
  }
  case Draw::Kind::boolean:
    return Json{source.below(2) == 1};
  case Draw::Kind::integer:
    break;
  }
  return json_integer(between(draw, source));
}

} // namespace bex::http
