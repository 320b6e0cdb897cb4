#include "graders/function/signature.hpp"

#include "sandboxes/base/text.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <optional>

namespace bex::function {
namespace {

constexpr std::array<std::string_view, 4> bases{"int", "float", "bool", "string"};
constexpr int deepest = 4;
constexpr std::size_t most_parameters = 16, longest_name = 40;

// A name that one of the languages keeps for itself, or gives to a type, would make a starter that does not
// build there.
constexpr std::string_view reserved =
    " abstract alias alignas alignof and array as asm assert async auto await become begin bool boolean "
    "break callable case catch chan char class clone concept const continue crate debugger declare def "
    "default defer defined del delete die do double dyn echo elif else elsif empty end ensure enum eval "
    "except exit explicit export extends extern fallthrough false final finally float fn for foreach "
    "friend func function global go goto if impl implements import in include inline instanceof int "
    "interface is isset lambda let list long loop macro main map match mod module move mut mutable "
    "namespace native new next nil nonlocal not null operator or package pass print private protected "
    "pub public raise range redo ref register require rescue retry return select self short signed "
    "sizeof static string struct super switch template then this throw throws trait true try type "
    "typedef typeof undef union unless unsafe unset unsigned until use using var virtual void when "
    "where while with xor yield ";

// Functions of PHP that an exercise may want to be called as, which PHP lets nobody declare again.
constexpr std::string_view php_functions =
    " abs base_convert bin2hex ceil checkdate chr compact constant copy count crc32 current date dir each "
    "exp "
    "explode extract file floor fmod glob hash implode intdiv join key lcfirst levenshtein link localeconv "
    "log "
    "ltrim mail max md5 metaphone min mkdir natsort octdec ord pack pi pos pow prev quotemeta rand rename "
    "reset "
    "rmdir round rsort rtrim serialize settype sha1 shuffle sin sizeof sleep sort soundex sprintf sqrt stat "
    "strlen strrev strtolower strtoupper substr symlink system tan time touch trim ucfirst ucwords uniqid "
    "unlink unpack usort wordwrap ";

bool has_word(std::string_view words, std::string_view word) {
  return words.find(fmt::format(" {} ", word)) != std::string_view::npos;
}

bool is_letter(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_';
}

class Parser {
 public:
  explicit Parser(std::string_view text) : text_(text) {}

  tl::expected<Signature, SignatureFault> signature() {
    Signature signature;
    if (read_signature(signature)) return signature;
    return tl::unexpected<SignatureFault>(std::move(*fault_));
  }

 private:
  bool read_signature(Signature& signature) {
    const auto begin = skip_blanks();
    if (!read_name(signature.name, "the function")) return false;
    if (has_word(php_functions, signature.name))
      return fail(begin, signature.name.size(), fmt::format("`{}` cannot name the function", signature.name),
                  "PHP has a function of this name: choose another");
    if (!expect("(")) return false;
    while (!accept(")")) {
      if (!signature.parameters.empty() && !expect(",")) return false;
      if (!read_parameter(signature)) return false;
    }
    if (!expect("->") || !read_type(signature.result)) return false;
    skip_blanks();
    return at_ == text_.size() || fail(at_, text_.size() - at_, "nothing may stand behind the result's type");
  }

  bool read_parameter(Signature& signature) {
    skip_blanks();
    const auto begin = at_;
    Parameter parameter;
    if (!read_name(parameter.name, "a parameter")) return false;
    const auto same = [&](const Parameter& other) { return other.name == parameter.name; };
    const auto length = parameter.name.size();
    if (std::any_of(signature.parameters.begin(), signature.parameters.end(), same))
      return fail(begin, length, fmt::format("there are two parameters `{}`", parameter.name));
    if (parameter.name == signature.name)
      return fail(begin, length, "a parameter is called as the function is");
    if (signature.parameters.size() == most_parameters)
      return fail(begin, length, fmt::format("a function has at most {} parameters", most_parameters));
    if (!expect(":") || !read_type(parameter.type)) return false;
    signature.parameters.push_back(std::move(parameter));
    return true;
  }

  bool read_name(std::string& name, const char* whose) {
    const auto begin = skip_blanks();
    name = std::string(word());
    if (name.empty()) return fail(begin, 1, fmt::format("here the name of {} is due", whose));
    if (name.front() < 'a' || name.front() > 'z' || name.size() > longest_name)
      return fail(begin, name.size(), fmt::format("`{}` cannot name {}", name, whose),
                  fmt::format("a name begins with a small letter and has at most {} letters, digits and `_`",
                              longest_name));
    if (name.starts_with("bexercise") || has_word(reserved, name))
      return fail(begin, name.size(), fmt::format("`{}` cannot name {}", name, whose),
                  "a language keeps this word for itself: choose another");
    return true;
  }

  bool read_type(Type& type) {
    const auto begin = skip_blanks();
    const auto name = word();
    if (name == "list") {
      if (!expect("<") || !read_type(type) || !expect(">")) return false;
      return ++type.lists <= deepest ||
             fail(begin, at_ - begin, fmt::format("lists nest at most {} deep", deepest));
    }
    const auto found = std::find(bases.begin(), bases.end(), name);
    if (found == bases.end()) return fail_type(begin, name);
    type.base = static_cast<Base>(found - bases.begin());
    return true;
  }

  bool fail_type(std::size_t begin, std::string_view name) {
    if (name.empty()) return fail(begin, 1, "here a type is due", "int, float, bool, string or list<...>");
    std::vector<std::string> known(bases.begin(), bases.end());
    known.emplace_back("list");
    const auto near = closest(name, known);
    return fail(begin, name.size(), fmt::format("there is no type `{}`", name),
                near.empty() ? "types are int, float, bool, string and list<...>"
                             : fmt::format("did you mean `{}`?", near));
  }

  std::string_view word() {
    const auto begin = at_;
    while (at_ < text_.size() && is_letter(text_[at_])) ++at_;
    return text_.substr(begin, at_ - begin);
  }

  std::size_t skip_blanks() {
    while (at_ < text_.size() && (text_[at_] == ' ' || text_[at_] == '\t')) ++at_;
    return at_;
  }

  bool accept(std::string_view sign) {
    skip_blanks();
    if (!text_.substr(at_).starts_with(sign)) return false;
    at_ += sign.size();
    return true;
  }

  bool expect(std::string_view sign) {
    return accept(sign) || fail(at_, 1, fmt::format("here `{}` is due", sign));
  }

  bool fail(std::size_t offset, std::size_t length, std::string what, std::string help = {}) {
    if (help.empty()) help = "write it like `pair(amounts: list<int>, total: int) -> list<int>`";
    if (!fault_) fault_ = SignatureFault{offset, length, std::move(what), std::move(help)};
    return false;
  }

  std::string_view text_;
  std::size_t at_ = 0;
  std::optional<SignatureFault> fault_;
};

} // namespace

tl::expected<Signature, SignatureFault> parse_signature(std::string_view text) {
  return Parser(text).signature();
}

std::string_view name_of(Base base) {
  return bases[static_cast<std::size_t>(base)];
}

std::string text_of(const Type& type) {
  return type.is_list() ? fmt::format("list<{}>", text_of(type.item())) : std::string(name_of(type.base));
}

std::string text_of(const Signature& signature) {
  std::vector<std::string> parameters;
  for (const auto& parameter : signature.parameters)
    parameters.push_back(fmt::format("{}: {}", parameter.name, text_of(parameter.type)));
  return fmt::format("{}({}) -> {}", signature.name, join(parameters, ", "), text_of(signature.result));
}

} // namespace bex::function
