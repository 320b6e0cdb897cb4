#include "graders/http/json_path_query.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <utility>

namespace bex::http {
namespace {

constexpr int deepest = 40;
constexpr std::int64_t largest = (std::int64_t{1} << 53) - 1; // RFC 7493, I-JSON

bool is_digit(char c) {
  return c >= '0' && c <= '9';
}
bool begins_name(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_' ||
         static_cast<unsigned char>(c) >= 0x80;
}

bool is_singular_selector(const PathSelector& selector) {
  return std::holds_alternative<std::string>(selector.what) ||
         std::holds_alternative<std::int64_t>(selector.what);
}

void append_utf8(std::string& out, std::uint32_t code) {
  if (code < 0x80) {
    out += static_cast<char>(code);
    return;
  }
  const int more = code < 0x800 ? 1 : code < 0x10000 ? 2 : 3;
  constexpr std::array<unsigned, 4> lead{0, 0xc0, 0xe0, 0xf0};
  out += static_cast<char>(lead[static_cast<std::size_t>(more)] | code >> (6 * more));
  for (int i = more - 1; i >= 0; --i) out += static_cast<char>(0x80 | (code >> (6 * i) & 0x3f));
}

// What a function takes and gives (section 2.4.3 to 2.4.8).
struct Signature {
  std::string_view name;
  PathFunction function;
  std::size_t arguments;
  bool of_nodes; // its argument is a query of any kind
  bool logical;  // it says true or false, else a value
};
constexpr std::array<Signature, 5> signatures{{{"length", PathFunction::length, 1, false, false},
                                               {"count", PathFunction::count, 1, true, false},
                                               {"match", PathFunction::match, 2, false, true},
                                               {"search", PathFunction::search, 2, false, true},
                                               {"value", PathFunction::value, 1, true, false}}};

class Parser {
 public:
  explicit Parser(std::string_view text) : text_(text) {}

  tl::expected<PathQuery, PathFault> run() {
    PathQuery query;
    try {
      if (!take("$")) fail("a path begins with `$`");
      query.segments = segments();
      if (at_ < text_.size()) fail("nothing of a path begins like this");
    } catch (PathFault& fault) {
      return tl::unexpected(std::move(fault));
    }
    return query;
  }

 private:
  std::string_view text_;
  std::size_t at_ = 0;
  int depth_ = 0;

  [[noreturn]] void fail(std::string what) const { throw PathFault{at_, std::move(what)}; }
  [[noreturn]] static void fail_at(std::size_t at, std::string what) { throw PathFault{at, std::move(what)}; }

  [[nodiscard]] char peek() const { return at_ < text_.size() ? text_[at_] : '\0'; }
  bool take(std::string_view word) {
    if (!text_.substr(at_).starts_with(word)) return false;
    at_ += word.size();
    return true;
  }
  void blanks() {
    while (at_ < text_.size() && std::string_view(" \t\n\r").find(text_[at_]) != std::string_view::npos)
      ++at_;
  }

  std::vector<PathSegment> segments() {
    std::vector<PathSegment> all;
    for (;;) {
      const std::size_t before = at_;
      blanks();
      PathSegment segment;
      segment.descendant = take("..");
      if (peek() == '[') {
        segment.selectors = bracketed();
      } else if (segment.descendant || take(".")) {
        segment.selectors.push_back(dotted());
      } else {
        at_ = before; // blanks belong to what follows
        return all;
      }
      all.push_back(std::move(segment));
    }
  }

  PathSelector dotted() {
    if (take("*")) return {PathSelector::Wildcard{}};
    if (!begins_name(peek())) fail("a name, `*` or `[` is wanted here");
    return {name()};
  }

  std::string name() {
    const std::size_t from = at_;
    while (begins_name(peek()) || is_digit(peek())) ++at_;
    return std::string(text_.substr(from, at_ - from));
  }

  std::vector<PathSelector> bracketed() {
    std::vector<PathSelector> selectors;
    take("[");
    do {
      blanks();
      selectors.push_back(selector());
      blanks();
    } while (take(","));
    if (!take("]")) fail("`,` or `]` is wanted here");
    return selectors;
  }

  PathSelector selector() {
    if (take("*")) return {PathSelector::Wildcard{}};
    if (peek() == '\'' || peek() == '"') return {quoted()};
    if (take("?")) {
      blanks();
      return {std::make_shared<const PathExpression>(any_of())};
    }
    std::optional<std::int64_t> first;
    if (is_digit(peek()) || peek() == '-') first = integer();
    const std::size_t before = at_;
    blanks();
    if (!take(":")) {
      at_ = before;
      if (!first) fail("a name in quotes, an index, a slice, `*` or `?` is wanted here");
      return {*first};
    }
    PathSelector::Slice slice{first, part_of_slice(), 1};
    blanks();
    if (take(":")) slice.step = part_of_slice().value_or(1);
    return {slice};
  }

  std::optional<std::int64_t> part_of_slice() {
    blanks();
    return is_digit(peek()) || peek() == '-' ? std::optional(integer()) : std::nullopt;
  }

  std::int64_t integer() {
    const std::size_t from = at_;
    take("-");
    const std::size_t digits = at_;
    while (is_digit(peek())) ++at_;
    const std::string_view all = text_.substr(from, at_ - from);
    if (at_ == digits) fail("a digit is wanted here");
    if ((text_[digits] == '0' && at_ - digits > 1) || all == "-0")
      fail_at(from, "a number has no leading zero");
    std::int64_t number = 0;
    const auto [end, error] = std::from_chars(all.data(), all.data() + all.size(), number);
    if (error != std::errc{} || number > largest || number < -largest)
      fail_at(from, "an index lies between -(2^53)+1 and (2^53)-1");
    return number;
  }

  std::uint32_t four_hex_digits() {
    std::uint32_t code = 0;
    const std::string_view digits = text_.substr(at_, 4);
    const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), code, 16);
    if (digits.size() != 4 || error != std::errc{} || end != digits.data() + 4)
      fail("four hexadecimal digits are wanted here");
    at_ += 4;
    return code;
  }

  void escape(std::string& out, char quote) {
    constexpr std::string_view letters = "bfnrt/\\", bytes = "\b\f\n\r\t/\\";
    const char c = peek();
    if (take("u")) {
      const std::size_t from = at_;
      std::uint32_t code = four_hex_digits();
      const bool high = code >= 0xd800 && code < 0xdc00;
      if (high && take("\\u")) {
        const std::uint32_t low = four_hex_digits();
        if (low < 0xdc00 || low > 0xdfff) fail_at(from, "half of a surrogate pair");
        code = 0x10000 + ((code - 0xd800) << 10) + (low - 0xdc00);
      } else if (high || (code >= 0xdc00 && code < 0xe000)) {
        fail_at(from, "half of a surrogate pair");
      }
      return append_utf8(out, code);
    }
    const std::size_t known = letters.find(c);
    if (c == '\0' || (known == std::string_view::npos && c != quote)) fail("no letter to follow `\\`");
    out += c == quote ? quote : bytes[known];
    ++at_;
  }

  std::string quoted() {
    const char quote = text_[at_++];
    std::string out;
    while (at_ < text_.size() && text_[at_] != quote) {
      if (static_cast<unsigned char>(text_[at_]) < 0x20) fail("a control letter has to be escaped");
      if (take("\\"))
        escape(out, quote);
      else
        out += text_[at_++];
    }
    if (at_ == text_.size()) fail("the text does not end");
    ++at_;
    return out;
  }

  PathExpression joined(PathExpression::Kind kind, std::string_view word, PathExpression (Parser::*part)()) {
    PathExpression all;
    all.kind = kind;
    do {
      blanks();
      all.parts.push_back((this->*part)());
      const std::size_t before = at_;
      blanks();
      if (!text_.substr(at_).starts_with(word)) at_ = before;
    } while (take(word));
    return all.parts.size() == 1 ? std::move(all.parts.front()) : all;
  }
  PathExpression any_of() {
    if (++depth_ > deepest) fail("the path is nested too deeply");
    auto all = joined(PathExpression::Kind::any, "||", &Parser::all_of);
    --depth_;
    return all;
  }
  PathExpression all_of() { return joined(PathExpression::Kind::all, "&&", &Parser::basic); }

  PathExpression basic() {
    const bool denied = take("!");
    if (denied) blanks();
    PathExpression expression;
    if (take("(")) {
      expression = any_of();
      blanks();
      if (!take(")")) fail("`)` is wanted here");
    } else {
      expression = test_or_comparison(denied);
    }
    if (!denied) return expression;
    PathExpression none;
    none.kind = PathExpression::Kind::none;
    none.parts.push_back(std::move(expression));
    return none;
  }

  std::optional<PathOperator> comparison_operator() {
    constexpr std::array<std::pair<std::string_view, PathOperator>, 6> all{{{"==", PathOperator::equal},
                                                                            {"!=", PathOperator::unequal},
                                                                            {"<=", PathOperator::at_most},
                                                                            {">=", PathOperator::at_least},
                                                                            {"<", PathOperator::less},
                                                                            {">", PathOperator::greater}}};
    for (const auto& [word, meaning] : all)
      if (take(word)) return meaning;
    return std::nullopt;
  }

  static bool is_logical(const PathOperand& operand) {
    const auto* call = std::get_if<std::shared_ptr<const PathCall>>(&operand);
    return call && signatures[static_cast<std::size_t>((*call)->function)].logical;
  }

  PathExpression test_or_comparison(bool denied) {
    PathExpression expression;
    const std::size_t from = at_;
    expression.operands.push_back(operand());
    const std::size_t before = at_;
    blanks();
    const std::size_t sign = at_;
    if (const auto comparison = comparison_operator()) {
      if (denied) fail_at(sign, "`!` stands before a test or parentheses, not before a comparison");
      check_value(expression.operands.front(), from);
      blanks();
      const std::size_t second = at_;
      expression.kind = PathExpression::Kind::compare;
      expression.comparison = *comparison;
      expression.operands.push_back(operand());
      check_value(expression.operands.back(), second);
      return expression;
    }
    at_ = before;
    const auto& tested = expression.operands.front();
    if (!std::holds_alternative<PathQuery>(tested) && !is_logical(tested))
      fail_at(from, "a value alone is neither true nor false: compare it");
    return expression;
  }

  // Well-typed by section 2.4.3: a value, or what gives at most one.
  void check_value(const PathOperand& operand, std::size_t from) const {
    const auto* query = std::get_if<PathQuery>(&operand);
    if (query && !query->is_singular()) fail_at(from, "this query may find several values: compare one");
    if (is_logical(operand)) fail_at(from, "what this function gives is not compared");
  }

  PathOperand operand() {
    const char c = peek();
    if (c == '@' || c == '$') {
      ++at_;
      PathQuery query;
      query.from_root = c == '$';
      query.segments = segments();
      return query;
    }
    if (c == '\'' || c == '"') return json_text(quoted());
    if (c == '-' || is_digit(c)) return number();
    const std::size_t from = at_;
    const std::string word = name();
    if (word == "true" || word == "false") return Json{word == "true"};
    if (word == "null") return Json{};
    for (const Signature& signature : signatures)
      if (word == signature.name && take("(")) return call(signature);
    fail_at(from, "a value, a query or a function is wanted here");
  }

  // A number to compare with: of any size, and `-0` is one.
  Json number() {
    const std::size_t from = at_;
    const auto digits = [&] {
      const std::size_t first = at_;
      while (is_digit(peek())) ++at_;
      if (at_ == first) fail("a digit is wanted here");
    };
    take("-");
    const std::size_t whole = at_;
    digits();
    if (text_[whole] == '0' && at_ - whole > 1) fail_at(from, "a number has no leading zero");
    if (take(".")) digits();
    if (take("e") || take("E")) {
      if (!take("+")) take("-");
      digits();
    }
    return Json{Number{std::string(text_.substr(from, at_ - from))}};
  }

  PathOperand call(const Signature& signature) {
    if (++depth_ > deepest) fail("the path is nested too deeply");
    PathCall call{signature.function, {}};
    blanks();
    while (peek() != ')') {
      const std::size_t from = at_;
      call.arguments.push_back(operand());
      const bool query = std::holds_alternative<PathQuery>(call.arguments.back());
      if (signature.of_nodes && !query) fail_at(from, "this function asks for a query");
      if (!signature.of_nodes) check_value(call.arguments.back(), from);
      blanks();
      if (peek() == ')') break;
      if (!take(",")) fail("`,` or `)` is wanted here");
      blanks();
      if (peek() == ')') fail("an argument is wanted here");
    }
    if (call.arguments.size() != signature.arguments)
      fail("this function has " + std::to_string(signature.arguments) + " arguments");
    take(")");
    --depth_;
    return std::make_shared<const PathCall>(std::move(call));
  }
};

} // namespace

bool PathQuery::is_singular() const {
  return std::ranges::all_of(segments, [](const PathSegment& segment) {
    return !segment.descendant && segment.selectors.size() == 1 && is_singular_selector(segment.selectors[0]);
  });
}

tl::expected<PathQuery, PathFault> parse_path(std::string_view text) {
  return Parser(text).run();
}

} // namespace bex::http
